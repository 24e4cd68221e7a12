export interface BackoffOptions {
  /** Delay after the first failure, in milliseconds. */
  firstMs: number;
  /** The longest delay, in milliseconds. */
  mostMs: number;
}

const REDELIVERY: BackoffOptions = { firstMs: 1_000, mostMs: 5 * 60_000 };
/** For connections to a database or broker that may be restarting. */
export const RECONNECT: BackoffOptions = { firstMs: 100, mostMs: 5_000 };

/**
 * How long to wait after the `failures`-th failure in a row (from 1), in milliseconds: doubling, capped, and spread
 * over the upper half, so that what failed together does not come back together.
 */
export function backoffMs(failures: number, { firstMs, mostMs }: BackoffOptions = REDELIVERY): number {
  const full = Math.min(firstMs * 2 ** Math.max(0, failures - 1), mostMs);
  return full * (0.5 + Math.random() / 2);
}
