import { Type } from 'typebox';
import { Timestamp } from './primitive.ts';
import { Interval, IntervalQuery, timeRange, timeRangeQuery } from './time-range.ts';

/** Counts over time: one bucket for each interval, also where it is 0. */
export const series = {
  total: Type.Integer({ minimum: 0 }),
  data: Type.Array(Type.Object({ time: Timestamp, count: Type.Integer({ minimum: 0 }) })),
};

/** Which stretch of time a series covers, and in which steps. */
export const seriesRange = { ...timeRange, interval: Interval };

export const seriesQuery = { ...timeRangeQuery, interval: Type.Optional(IntervalQuery) };

export const BUCKETS =
  'Buckets are hours where `interval` is absent, and begin on whole hours or days in UTC; the first may begin before `from`.';
