import { Type } from 'typebox';
import { oneOf, Timestamp } from './primitive.ts';

/** How wide a bucket of a time series is. */
export const INTERVALS = ['hour', 'day'] as const;
export type Interval = (typeof INTERVALS)[number];
export type IntervalWord = Interval | '1h' | '1d';

/** The most buckets one answer holds: a year of days, or ten weeks of hours. */
export const MAX_BUCKETS = 1_750;

/** Which stretch of time a series covers: `from` inclusive, `to` exclusive. */
export const timeRangeQuery = {
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Default: 24 hours before `to`.' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Default: now.' })),
};

export const timeRange = { from: Timestamp, to: Timestamp };
export const Interval = oneOf(INTERVALS);

/** As people ask for it; the short forms are what users of other monitors type. */
export const IntervalQuery = oneOf([...INTERVALS, '1h', '1d'], '`1h` and `1d` are other words for `hour` and `day`.');

export function intervalOf(asked: IntervalWord): Interval {
  if (asked === '1h') return 'hour';
  return asked === '1d' ? 'day' : asked;
}
