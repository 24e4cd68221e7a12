import { Type } from 'typebox';
import { oneOf, Timestamp } from './primitive.ts';

/** How wide a bucket of a time series is. */
const INTERVALS = ['1h', '1d'] as const;
export type Interval = (typeof INTERVALS)[number];

/** The most buckets one answer holds: more than a year of hours. */
export const MAX_BUCKETS = 10_000;

/** Which stretch of time a series covers: `from` inclusive, `to` exclusive. */
export const timeRangeQuery = {
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Default: 24 hours before `to`.' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Default: now.' })),
};

export const timeRange = { from: Timestamp, to: Timestamp };
export const Interval = oneOf(INTERVALS);

/** In requests `hour` and `day` are understood too. */
export const IntervalQuery = oneOf(
  [...INTERVALS, 'hour', 'day'],
  '`hour` and `day` are other words for `1h` and `1d`.',
);

const WORDS = { '1h': '1h', '1d': '1d', hour: '1h', day: '1d' } as const;

/** The interval that a request means. */
export function intervalOf(word: keyof typeof WORDS): Interval {
  return WORDS[word];
}
