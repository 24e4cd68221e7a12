import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { partIds } from './issue-members.ts';
import { isVisible, type Scope, seesProject } from './scope.ts';
import { MAX_PROJECT_VALUES } from './tags/fold-project-tags.ts';

export interface TagKeyRow {
  key: string;
  value_count: number;
  /** Of some more values nothing is kept. */
  has_more_values: boolean;
  event_count: number;
  last_seen: Date;
}

export interface TagValueRow {
  value: string;
  event_count: number;
  last_seen: Date;
}

export interface ProjectTagValueRow extends TagValueRow {
  issue_count: number;
}

export interface TagValuePage {
  limit: number;
  /** What the values begin with, in capitals or not. */
  prefix?: string;
  /** The last value of the page before. */
  after?: { event_count: number; value: string };
}

/** Keys of a project's tags in the order of the alphabet, those behind `after`. */
export async function listProjectTags(
  database: Database,
  scope: Scope,
  projectId: string,
  { limit, after }: { limit: number; after?: string },
): Promise<TagKeyRow[]> {
  const beyond = after === undefined ? sql`` : sql`and key > ${after}`;
  const { rows } = await sql<TagKeyRow>`
    select key, count(*) as value_count, count(*) >= ${MAX_PROJECT_VALUES} as has_more_values,
           sum(event_count)::bigint as event_count, max(last_seen) as last_seen
    from project_tag where project_id = ${projectId} and ${isVisible(scope, projectId)} ${beyond}
    group by key order by key limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Values of a project's tag, the most frequent first. There are two thousand at most, so they are sorted each time. */
export async function listProjectTagValues(
  database: Database,
  scope: Scope,
  projectId: string,
  key: string,
  page: TagValuePage,
): Promise<ProjectTagValueRow[]> {
  const { rows } = await sql<ProjectTagValueRow>`
    select value, issue_count, event_count, last_seen from project_tag
    where project_id = ${projectId} and key = ${key} and ${isVisible(scope, projectId)} ${ofPage(page)}
    order by event_count desc, value desc limit ${page.limit}`.execute(database.kysely);
  return rows;
}

/** Values of an issue's tag, the most frequent first; two hundred at most of each part of it. */
export async function listIssueTagValues(
  database: Database,
  scope: Scope,
  issueId: string,
  key: string,
  page: TagValuePage,
): Promise<TagValueRow[]> {
  const parts = await partIds(database.kysely, issueId);
  const { rows } = await sql<TagValueRow>`
    select value, event_count, last_seen from (
      select value, sum(event_count)::bigint as event_count, max(last_seen) as last_seen from issue_tag
      where issue_id = any(${parts}::uuid[]) and key = ${key} and ${seesIssue(scope)} group by value
    ) as counted
    where true ${ofPage(page)}
    order by event_count desc, value desc limit ${page.limit}`.execute(database.kysely);
  return rows;
}

export interface IssueTagRow extends TagKeyRow {
  /** Each value was seen once: it tells events apart and not what they have in common. */
  is_unique: boolean;
  top: { value: string; event_count: number; last_seen: string }[];
}

const TOP = 10;
/** So many values, each seen once, are no coincidence. */
const UNIQUE_FROM = 20;

/** Every key of an issue's tags with its most frequent values. */
export async function listIssueTags(database: Database, scope: Scope, issueId: string): Promise<IssueTagRow[]> {
  const parts = await partIds(database.kysely, issueId);
  const { rows } = await sql<IssueTagRow>`
    with summed as (
      select key, value, sum(event_count)::bigint as event_count, max(last_seen) as last_seen
      from issue_tag where issue_id = any(${parts}::uuid[]) and ${seesIssue(scope)} group by key, value
    ), ranked as (
      select *, row_number() over (partition by key order by event_count desc, value desc) as place from summed
    ), counted as (
      select key, count(*) as value_count, sum(event_count)::bigint as event_count, max(last_seen) as last_seen,
             json_agg(json_build_object('value', value, 'event_count', event_count, 'last_seen', last_seen)
               order by place) filter (where place <= ${TOP}) as top
      from ranked group by key
    ), left_out as (
      select key, sum(event_count)::bigint as event_count from issue_tag_left_out
      where issue_id = any(${parts}::uuid[]) group by key
    )
    select counted.key, value_count, coalesce(left_out.event_count, 0) > 0 as has_more_values,
           counted.event_count + coalesce(left_out.event_count, 0) as event_count, last_seen,
           value_count >= ${UNIQUE_FROM} and counted.event_count = value_count as is_unique, top
    from counted left join left_out using (key)
    order by 4 desc, 1 limit 100`.execute(database.kysely);
  return rows;
}

function seesIssue(scope: Scope): RawBuilder<boolean> {
  return sql`exists (
    select from project join membership using (organization_id)
    where project.id = issue_tag.project_id and project.deleted_at is null and ${seesProject(scope)}
  )`;
}

function ofPage({ prefix, after }: TagValuePage): RawBuilder<unknown> {
  const begins = prefix ? sql`and starts_with(lower(value), lower(${prefix}))` : sql``;
  const beyond = after ? sql`and (event_count, value) < (${after.event_count}, ${after.value})` : sql``;
  return sql`${begins} ${beyond}`;
}
