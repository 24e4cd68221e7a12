import { type RawBuilder, sql } from 'kysely';
import type { Dimension } from './batch/count-dimensions.ts';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';
import {
  type Bucket,
  bucketOf,
  bucketTimes,
  projectStats,
  startOfBucket,
  type TimeRange,
  visibleParts,
  visibleProjects,
} from './stats.ts';

/** One of the series that a range is divided into. */
export interface Group {
  /** A value of the dimension; or `other`, all those that are too many to tell apart; or `none`, events that name none. */
  kind: 'value' | 'other' | 'none';
  value: string;
  total: number;
  buckets: Bucket[];
}

/** A series of counts of one thing, known by its id. */
export interface Series {
  id: string;
  total: number;
  buckets: Bucket[];
}

/** So many buckets of all series together are answered; of a long range, fewer series. */
const MAX_POINTS = 20_000;
const MAX_GROUPS = 20;

interface Point {
  key: string;
  time: Date;
  count: number;
}

/** Stored events of a project by environment, release or level: the most frequent values first, then the rest. */
export async function projectStatsBy(
  database: Database,
  scope: Scope,
  projectId: string,
  dimension: Dimension,
  range: TimeRange,
): Promise<Group[]> {
  const source = sql`dimension_hourly
    where project_id = ${projectId} and dimension = ${dimension} and ${isVisible(scope, projectId)}`;
  const all = await projectStats(database, scope, projectId, range);
  const series = await readSeries(database, sql`value`, source, range);
  const values = series.filter(({ id }) => id !== '').slice(0, mostSeries(range, MAX_GROUPS));
  const shown = new Set(values.map(({ id }) => id));
  const other = sum(
    series.filter(({ id }) => !shown.has(id)),
    range,
  );
  const none = subtract(all, [...values, other]);
  const named = values.map(({ id, total, buckets }): Group => ({ kind: 'value', value: id, total, buckets }));
  const rest: Group[] = [
    { kind: 'other', value: '', total: other.total, buckets: other.buckets },
    { kind: 'none', value: '', total: none.total, buckets: none.buckets },
  ];
  return [...named, ...rest.filter(({ total }) => total > 0)];
}

/** Stored events of each visible project of an organisation that has any in the range, the busiest first. */
export async function organizationStatsByProject(
  database: Database,
  scope: Scope,
  organizationId: string,
  range: TimeRange,
): Promise<Series[]> {
  const source = sql`project_hourly where project_id = any(array(${visibleProjects(scope, organizationId)}))`;
  return (await readSeries(database, sql`project_id`, source, range)).slice(0, mostSeries(range, 100));
}

/** Stored events of some issues of an organisation over time, by one query; those that are not visible are left out. */
export async function issuesStats(
  database: Database,
  scope: Scope,
  organizationId: string,
  issueIds: string[],
  range: TimeRange,
): Promise<Series[]> {
  const parts = await visibleParts(database, scope, issueIds, organizationId);
  const source = sql`issue_hourly
    join unnest(${parts.map(({ asked }) => asked)}::uuid[], ${parts.map(({ part }) => part)}::uuid[]) as family (asked, part)
      on part = issue_id where true`;
  const found = new Map((await readSeries(database, sql`asked`, source, range)).map((one) => [one.id, one]));
  const visible = new Set(parts.map(({ asked }) => asked));
  const shown = issueIds.filter((id) => visible.has(id));
  return shown.map((id) => found.get(id) ?? { id, ...seriesOf([], range) });
}

/** How many series of a range fit into an answer, at most `most`. */
export function mostSeries(range: TimeRange, most: number): number {
  return Math.min(most, Math.max(1, Math.floor(MAX_POINTS / bucketTimes(range).length)));
}

/** The series of each value of a column, the greatest total first. */
async function readSeries(
  database: Database,
  key: RawBuilder<unknown>,
  source: RawBuilder<unknown>,
  range: TimeRange,
): Promise<Series[]> {
  const { rows } = await sql<Point>`
    select ${key} as key, ${bucketOf(range.interval)} as time, sum(event_count)::bigint as count
    from ${source} and hour >= ${startOfBucket(range.from, range.interval)} and hour < ${range.to}
    group by 1, 2`.execute(database.kysely);
  const byKey = [...Map.groupBy(rows, (row) => row.key)];
  const series = byKey.map(([id, points]): Series => ({ id, ...seriesOf(points, range) }));
  return series.sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1));
}

function seriesOf(points: { time: Date; count: number }[], range: TimeRange): Omit<Series, 'id'> {
  const counts = new Map<number, number>();
  for (const { time, count } of points) counts.set(time.getTime(), (counts.get(time.getTime()) ?? 0) + count);
  const buckets = bucketTimes(range).map((time) => ({ time: new Date(time), count: counts.get(time) ?? 0 }));
  return { total: points.reduce((total, { count }) => total + count, 0), buckets };
}

function sum(series: Series[], range: TimeRange): Omit<Series, 'id'> {
  return seriesOf(
    series.flatMap(({ buckets }) => buckets),
    range,
  );
}

/** What is left of the whole. The two are read one after the other, so a bucket may have grown in between. */
function subtract(whole: Bucket[], parts: Omit<Series, 'id'>[]): Omit<Series, 'id'> {
  const buckets = whole.map(({ time, count }, place) => {
    const taken = parts.reduce((total, part) => total + part.buckets[place]!.count, 0);
    return { time, count: Math.max(0, count - taken) };
  });
  return { total: buckets.reduce((total, { count }) => total + count, 0), buckets };
}
