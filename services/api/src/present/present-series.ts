import type { Bucket, TimeRange } from '@railguard/store/stats';

/** The stretch of time that series were asked for. */
export function presentRange({ from, to, interval }: TimeRange) {
  return { from: from.toISOString(), to: to.toISOString(), interval };
}

/** Counts over time, and their sum. */
export function presentSeries(buckets: Bucket[]) {
  return {
    total: buckets.reduce((sum, { count }) => sum + count, 0),
    data: buckets.map(({ time, count }) => ({ time: time.toISOString(), count })),
  };
}
