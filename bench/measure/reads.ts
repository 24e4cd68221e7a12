import type { Product } from '@railguard/testing/product';
import type { Figure } from '../figure.ts';
import { readLatency } from '../load/read-latency.ts';
import type { Bench, Measurement } from '../measurement.ts';
import { withProduct } from '../product/with-product.ts';
import { makePast } from '../seed/make-past.ts';
import { type Past, READS, type Read } from './read-cases.ts';

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
