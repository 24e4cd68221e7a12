export interface BackoffOptions {
  /** Delay after the first failure, in milliseconds. */
  firstMs: number;
  /** The longest delay, in milliseconds. */
  mostMs: number;
}

/**
 * How long to wait after the `failures`-th failure in a row (from 1), in milliseconds: doubling, capped, and spread
 * over the upper half, so that what failed together does not come back together.
 */
export function backoff(failures: number, { firstMs, mostMs }: BackoffOptions): number {
  const full = Math.min(firstMs * 2 ** Math.max(0, failures - 1), mostMs);
  return full * (0.5 + Math.random() / 2);
}
