import { type RawBuilder, sql } from 'kysely';
import { dimensionValue } from './batch/count-dimensions.ts';
import type { Database } from './database.ts';
import { isVisible, type Scope, seesProject } from './scope.ts';

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

/** How many of a project's events are counted: all, or those of one environment or of one release. */
export interface StatsFilter {
  environment?: string;
  release?: string;
}

/**
 * Stored events of a project by the time they happened, one bucket for each interval, also where it is 0.
 * All 0 where the project is not visible. @throws RangeError for more than `MAX_BUCKETS`, here as below
 */
export async function projectStats(
  database: Database,
  scope: Scope,
  projectId: string,
  range: TimeRange,
  filter: StatsFilter = {},
): Promise<Bucket[]> {
  const [dimension, value] = Object.entries(filter).find(([, wanted]) => wanted !== undefined) ?? [];
  const source = dimension
    ? sql`dimension_hourly where dimension = ${dimension} and value = ${dimensionValue(value)} and`
    : sql`project_hourly where`;
  return buckets(database, sql`${source} project_id = ${projectId} and ${isVisible(scope, projectId)}`, range);
}

/** The same of an issue and of those merged into it. */
export async function issueStats(
  database: Database,
  scope: Scope,
  issueId: string,
  range: TimeRange,
): Promise<Bucket[]> {
  const ids = (await visibleParts(database, scope, [issueId])).map(({ part }) => part);
  return buckets(database, sql`issue_hourly where issue_id = any(${ids}::uuid[])`, range);
}

/** The same of all projects of an organisation that are visible. */
export async function organizationStats(
  database: Database,
  scope: Scope,
  organizationId: string,
  range: TimeRange,
): Promise<Bucket[]> {
  const ids = visibleProjects(scope, organizationId);
  return buckets(database, sql`project_hourly where project_id = any(array(${ids}))`, range);
}

/** Issues of a project by the time they were first seen. */
export async function newIssueStats(
  database: Database,
  scope: Scope,
  projectId: string,
  range: TimeRange,
): Promise<Bucket[]> {
  // The index by first sight begins with the status; an issue without events is none yet.
  const source = sql`(
    select first_seen as hour, 1 as event_count from issue
    where project_id = ${projectId} and status in ('unresolved', 'resolved', 'ignored')
      and merged_into_id is null
      and first_seen >= ${startOfBucket(range.from, range.interval)} and first_seen < ${range.to}
      and event_count > 0 and ${isVisible(scope, projectId)}
  ) as seen where true`;
  return buckets(database, source, range);
}

async function buckets(database: Database, source: RawBuilder<unknown>, range: TimeRange): Promise<Bucket[]> {
  const times = bucketTimes(range);
  const { rows } = await sql<Bucket>`
    select ${bucketOf(range.interval)} as time, sum(event_count)::bigint as count
    from ${source} and hour >= ${startOfBucket(range.from, range.interval)} and hour < ${range.to}
    group by 1`.execute(database.kysely);
  const counts = new Map(rows.map(({ time, count }) => [time.getTime(), count]));
  return times.map((time) => ({ time: new Date(time), count: counts.get(time) ?? 0 }));
}

/** When each bucket of a range begins, in milliseconds. @throws RangeError */
export function bucketTimes({ from, to, interval }: TimeRange): number[] {
  const step = INTERVAL_MS[interval];
  const first = startOfBucket(from, interval).getTime();
  const length = Math.max(0, Math.ceil((to.getTime() - first) / step));
  if (length > MAX_BUCKETS) throw new RangeError(`a range of ${length} buckets; at most ${MAX_BUCKETS} are answered`);
  return Array.from({ length }, (_, place) => first + place * step);
}

/** The projects of an organisation that this person sees, as a query for their ids. */
export function visibleProjects(scope: Scope, organizationId: string): RawBuilder<{ id: string }> {
  return sql`
    select project.id from project join membership using (organization_id)
    where project.organization_id = ${organizationId} and project.deleted_at is null and ${seesProject(scope)}`;
}

/** An issue that was asked for, and one under whose id its hours are kept. */
export interface IssuePart {
  asked: string;
  part: string;
}

/**
 * Those of some issues that this person sees, of one organisation where one is named, each with itself and what was merged
 * into it. A merged one has the parts of the issue that shows it.
 */
export async function visibleParts(
  database: Database,
  scope: Scope,
  issueIds: string[],
  organizationId?: string,
): Promise<IssuePart[]> {
  const there = organizationId ? sql`and project.organization_id = ${organizationId}` : sql``;
  const { rows } = await sql<IssuePart>`
    select asked.id as asked, part.id as part
    from issue as asked
    join project on project.id = asked.project_id join membership using (organization_id)
    cross join lateral (
      select coalesce(asked.merged_into_id, asked.id) as id
      union all
      select id from issue where merged_into_id = coalesce(asked.merged_into_id, asked.id)
    ) as part
    where asked.id = any(${issueIds}::uuid[]) and project.deleted_at is null and ${seesProject(scope)}
      ${there}`.execute(database.kysely);
  return rows;
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
