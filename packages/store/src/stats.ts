import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';

export type Interval = '1h' | '1d';

export interface TimeRange {
  /** The bucket that holds it is the first. */
  from: Date;
  /** Exclusive. */
  to: Date;
  interval: Interval;
}

export interface Bucket {
  /** Its beginning: a whole hour or day in UTC. */
  time: Date;
  count: number;
}

/** The most buckets an answer may hold. */
const MAX_BUCKETS = 10_000;

const INTERVAL_MS: Record<Interval, number> = { '1h': 3_600_000, '1d': 86_400_000 };

/**
 * Stored events of a project by the time they happened, one bucket for each interval, also where it is 0.
 * All 0 where the project is not visible. @throws RangeError for more than `MAX_BUCKETS`
 */
export async function projectStats(
  database: Database,
  scope: Scope,
  projectId: string,
  range: TimeRange,
): Promise<Bucket[]> {
  const source = sql`project_hourly where project_id = ${projectId} and ${isVisible(scope, projectId)}`;
  return buckets(database, source, range);
}

async function buckets(database: Database, source: RawBuilder<unknown>, range: TimeRange): Promise<Bucket[]> {
  const step = INTERVAL_MS[range.interval];
  const first = startOfBucket(range.from, range.interval).getTime();
  const length = Math.max(0, Math.ceil((range.to.getTime() - first) / step));
  if (length > MAX_BUCKETS) throw new RangeError(`a range of ${length} buckets; at most ${MAX_BUCKETS} are answered`);
  const { rows } = await sql<Bucket>`
    select ${bucketOf(range.interval)} as time, sum(event_count)::bigint as count
    from ${source} and hour >= ${new Date(first)} and hour < ${range.to}
    group by 1`.execute(database.kysely);
  const counts = new Map(rows.map(({ time, count }) => [time.getTime(), count]));
  return Array.from({ length }, (_, place) => {
    const time = first + place * step;
    return { time: new Date(time), count: counts.get(time) ?? 0 };
  });
}

/** The beginning of the UTC hour or day that holds `time`. */
export function startOfBucket(time: Date, interval: Interval): Date {
  return new Date(Math.floor(time.getTime() / INTERVAL_MS[interval]) * INTERVAL_MS[interval]);
}

/** The bucket of a column `hour`, in SQL. */
export function bucketOf(interval: Interval): RawBuilder<Date> {
  const width = interval === '1h' ? sql`'1 hour'` : sql`'1 day'`;
  return sql`date_bin(${width}, hour, timestamptz '1970-01-01 00:00+00')`;
}
