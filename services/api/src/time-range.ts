import { ProblemError } from '@railguard/contract/problem';
import { type Interval, intervalOf, MAX_BUCKETS } from '@railguard/contract/time-range';

const HOUR_MS = 3_600_000;
const WIDTH_MS: Record<Interval, number> = { '1h': HOUR_MS, '1d': 24 * HOUR_MS };

export interface TimeRangeQuery {
  from?: string;
  to?: string;
  interval?: Parameters<typeof intervalOf>[0];
}

/**
 * The stretch of time a request means: by default the 24 hours until now.
 * @param fallback the interval where none is asked for
 * @throws ProblemError `invalid_request` where it ends before it begins, or has more buckets than an answer may hold
 */
export function readTimeRange<Fallback extends Interval | undefined>(
  query: TimeRangeQuery,
  fallback: Fallback,
): { from: Date; to: Date; interval: Interval | Fallback } {
  const to = query.to === undefined ? new Date() : readTime('?to', query.to);
  const from = query.from === undefined ? new Date(to.getTime() - 24 * HOUR_MS) : readTime('?from', query.from);
  if (from >= to) throw wrong('?from', 'must be before `to`');
  const interval = query.interval ? intervalOf(query.interval) : fallback;
  if (interval && (to.getTime() - from.getTime()) / WIDTH_MS[interval] > MAX_BUCKETS - 1) {
    throw wrong('?interval', `would make more than ${MAX_BUCKETS} buckets; ask for a wider one or a shorter range`);
  }
  return { from, to, interval };
}

/** The format was validated, but a leap second or a year before 1 passes that and is no time we can count with. */
export function readTime(pointer: string, text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1 || time.getUTCFullYear() > 9999) {
    throw wrong(pointer, 'is not a time');
  }
  return time;
}

function wrong(pointer: string, detail: string): ProblemError {
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer, detail }] });
}
