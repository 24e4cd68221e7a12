import type { Product } from '@railguard/testing/product';
import { createProject } from '@railguard/testing/product-reading';
import { createRandom } from '../events/random.ts';
import type { Past } from '../measure/read-cases.ts';
import type { Bench } from '../measurement.ts';
import { withDatabase } from '../product/open-database.ts';
import { seedHistory } from './seed-history.ts';

const SAMPLE_ISSUES = 500;

/** A project with a long history, and some of its issues to look at. */
export async function makePast(bench: Bench, product: Product): Promise<Past> {
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
