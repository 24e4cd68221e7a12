import { type BackoffOptions, backoff } from '@railguard/kit/backoff';

const REDELIVERY: BackoffOptions = { firstMs: 1_000, mostMs: 5 * 60_000 };
/** For connections to a database or broker that may be restarting. */
export const RECONNECT: BackoffOptions = { firstMs: 100, mostMs: 5_000 };

/** How long to wait after the `failures`-th failure in a row (from 1), in milliseconds; of a message, unless told otherwise. */
export function backoffMs(failures: number, options: BackoffOptions = REDELIVERY): number {
  return backoff(failures, options);
}
