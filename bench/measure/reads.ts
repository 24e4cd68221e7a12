import type { Product } from '@railguard/testing/product';
import { createProject } from '@railguard/testing/product-reading';
import { createRandom } from '../events/random.ts';
import type { Figure } from '../figure.ts';
import { readLatency } from '../load/read-latency.ts';
import type { Bench, Measurement } from '../measurement.ts';
import { withDatabase } from '../product/open-database.ts';
import { withProduct } from '../product/with-product.ts';
import { seedHistory } from '../seed/seed-history.ts';
import { type Past, READS, type Read } from './read-cases.ts';

const SAMPLE_ISSUES = 500;

/** How long a reader waits with a million events of ten thousand issues stored over thirty days. */
export const reads: Measurement = {
  name: 'reads',
  describes: 'latency of lists, details and statistics with a long history stored',
  run: (bench) =>
    withProduct(bench, async (product) => {
      const past = await makePast(bench, product);
      const session = await product.client.signIn(product.owner);
      const figures: Figure[] = [];
      for (const read of READS) {
        bench.say(read.title);
        figures.push(await measure(bench, product, session.access_token, past, read));
      }
      return figures;
    }),
};

async function makePast(bench: Bench, product: Product): Promise<Past> {
  const { seededEvents: events, seededIssues: issues } = bench.options.scale;
  const project = await createProject(product, 'Shop', 'ruby');
  bench.say(`storing ${events} events in ${issues} issues`);
  return withDatabase(product, async (database) => {
    await seedHistory(database, project.id, { events, issues, say: bench.say });
    const sample = await database.pool.query<{ id: string; event_id: string; short_id: string }>(
      `select issue.id, upper(project.slug) || '-' || issue.number as short_id, (
         select replace(event_id::text, '-', '') from event where issue_id = issue.id order by received_at desc limit 1
       ) as event_id
       from issue join project on project.id = project_id order by md5(issue.id::text) limit ${SAMPLE_ISSUES}`,
    );
    return {
      organizationId: project.organization_id,
      projectId: project.id,
      issues: sample.rows,
      random: createRandom(7),
    };
  });
}

/** The first tenth warms caches up and is not counted. */
async function measure(
  { options }: Bench,
  product: Product,
  accessToken: string,
  past: Past,
  { id, title, path, atMost }: Read,
): Promise<Figure> {
  const paths = (count: number) => Array.from({ length: count }, () => path(past));
  const count = options.scale.reads;
  await readLatency(product.port, accessToken, paths(Math.ceil(count / 10)));
  const { p50, p95, p99 } = await readLatency(product.port, accessToken, paths(count));
  return {
    id: `read_${id}`,
    title: `${title}, p99`,
    value: p99,
    unit: 'ms',
    target: { atMost },
    note: `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}`,
  };
}
