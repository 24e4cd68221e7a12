import { type Product, startProduct } from '@railguard/testing/product';
import type { Bench } from '../measurement.ts';
import { profiling } from './profiling.ts';

/** Runs `work` with a product of its own, started on an empty data directory, and clears it away afterwards. */
export async function withProduct<T>(
  { options, say }: Bench,
  work: (product: Product) => Promise<T>,
  env: Record<string, string> = {},
): Promise<T> {
  say('starting the product');
  const product = await startProduct({ env: { ...profiling(options), ...env } });
  try {
    const result = await work(product);
    // Node writes profiles only where it ends in order.
    if (options.profileDir) await product.stop();
    return result;
  } finally {
    await product.destroy();
  }
}
