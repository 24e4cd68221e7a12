import { DAY_MS, HOUR_MS } from '../format/duration.ts';

export const RANGES = ['24h', '7d', '14d', '30d', '90d'] as const;
export type Range = (typeof RANGES)[number];

const LENGTHS: Record<Range, number> = {
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '14d': 14 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
};
/** More bars than that are thinner than a finger. */
const MOST_HOURS = 7 * 24;

/** What stands in an address: one of the ranges, or a stretch between two times. */
export interface RangeSearch {
  range?: Range;
  /** ISO 8601, both or none. */
  from?: string;
  to?: string;
}

export function readRange({ range, from, to }: Record<string, unknown>): RangeSearch {
  if (isTime(from) && isTime(to) && Date.parse(from) < Date.parse(to)) return { from, to };
  return RANGES.includes(range as Range) ? { range: range as Range } : {};
}

/** What to ask the API for. Hours while they are few, days beyond. */
export function seriesQueryOf(
  search: RangeSearch,
  now = Date.now(),
): { from: string; to: string; interval: '1h' | '1d' } {
  const to = search.to ? Date.parse(search.to) : now;
  const from = search.from ? Date.parse(search.from) : to - LENGTHS[search.range ?? '14d'];
  const interval = to - from <= MOST_HOURS * HOUR_MS ? '1h' : '1d';
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), interval };
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
