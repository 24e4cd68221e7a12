import { uuidArray } from '@railguard/kit/pg-binary-array';
import type { IgnoreLimit, Resolution } from '@railguard/protocol/issue-workflow';
import type { Level } from '@railguard/protocol/level';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import type { IssueStatus } from '../tables.ts';
import { IssueGoneError } from './issue-gone-error.ts';

/** An issue as it was when its row was locked. */
export interface LockedIssue {
  id: string;
  project_id: string;
  title: string;
  culprit: string;
  type: string;
  level: Level;
  platform: string;
  handled: boolean;
  status: IssueStatus;
  first_seen: Date;
  last_seen: Date;
  first_received_at: Date;
  last_received_at: Date;
  event_count: number;
  user_count: number;
  /** A bigint in text, since JavaScript's numbers do not hold 63 bits. */
  user_hash_ceiling: string | null;
  resolved_at: Date | null;
  regressed_at: Date | null;
  regression_count: number;
  resolution: Resolution | null;
  ignored_until: Date | null;
  ignore_limit: IgnoreLimit | null;
  unignore_count: number;
  /** The issue that it is a member of, which is locked as well. */
  merged_into_id: string | null;
  member_count: number;
  /** Keys of tags whose values are no longer looked at. */
  closed_tags: string[] | null;
}

/** Of a project that is held. */
export interface HeldProject {
  /** It had no event when it was looked at. */
  is_silent: boolean;
  /** A rule of its looks at how often issues come. */
  counts: boolean;
  /** And one at how many users they have. */
  counts_users: boolean;
}

/**
 * Holds the projects that exist until the end of the transaction. First of all tenant rows: a deletion marks the
 * project first, so whoever comes second waits here, holding nothing the other needs. Marked ones are not waited for.
 */
export async function holdProjects(client: pg.PoolClient, projectIds: Set<string>): Promise<Map<string, HeldProject>> {
  const { rows } = await client.query<HeldProject & { id: string }>(HOLD_PROJECTS, [uuidArray([...projectIds])]);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Locks issues in the order of their ids. Everything about an issue is written under this lock, so what is read here
 * stays true.
 * @throws IssueGoneError
 */
export async function lockIssues(client: pg.PoolClient, ids: Set<string>): Promise<Map<string, LockedIssue>> {
  const { rows } = await client.query<LockedIssue>(LOCK_ISSUES, [uuidArray([...ids])]);
  if (rows.length < ids.size) throw new IssueGoneError('an issue of the batch was deleted meanwhile');
  if (rows.some(({ merged_into_id }) => merged_into_id !== null && !ids.has(merged_into_id))) {
    throw new IssueGoneError('an issue of the batch was merged meanwhile');
  }
  return new Map(rows.map((row) => [row.id, row]));
}

const HOLD_PROJECTS = prepared(
  'hold projects',
  `select id, first_event_at is null as is_silent,
     exists (select from alert_rule where project_id = project.id and counts and is_enabled) as counts,
     exists (select from alert_rule where project_id = project.id and counts and counts_users and is_enabled)
       as counts_users
   from project where id = any($1::uuid[]) and deleted_at is null order by id for key share`,
);

const LOCK_ISSUES = prepared(
  'lock issues',
  `
  select id, project_id, title, culprit, type, level, platform, handled, status, first_seen, last_seen,
         first_received_at, last_received_at, event_count, user_count, user_hash_ceiling::text, resolved_at,
         regressed_at, regression_count, resolution, ignored_until, ignore_limit, unignore_count, merged_into_id,
         member_count,
         (select array_agg(key) from issue_tag_left_out where issue_id = issue.id and is_closed) as closed_tags
  from issue where id = any($1::uuid[]) order by id for no key update`,
);
