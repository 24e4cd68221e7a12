import type { Resolution } from '@railguard/protocol/issue-workflow';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { againWhereMoved } from './again-where-moved.ts';
import type { Database } from './database.ts';
import { activityOf } from './edit-activity.ts';
import { findAssignees } from './find-assignees.ts';
import { writeActivity } from './issue-activity.ts';
import { announce } from './live.ts';
import { lockFamilies, type VisibleIssue } from './lock-families.ts';
import { queryableOf } from './queryable-of.ts';
import type { Scope } from './scope.ts';
import type { IssueStatus, Tables } from './tables.ts';

/** For how long an issue is ignored. */
export type Ignore =
  | { until: Date }
  | { for_events: number; within_minutes?: number }
  | { for_users: number }
  | { forever: true };

export interface IssueEdit {
  status?: IssueStatus;
  /** With the status `resolved`; now, unless something else is said. */
  resolution?: Resolution | 'now';
  /** With the status `unresolved`: since when it counts as regressed; null for not. Absent: as it was. */
  regressed_at?: Date | null;
  /** With the status `ignored`; for ever, unless something else is said. */
  ignore?: Ignore;
  /** Null for nobody. A person takes the place of a team. */
  assignee_id?: string | null;
  /** Null for none. A team takes the place of a person. */
  team_id?: string | null;
}

export interface EditedIssues {
  /** The issues that were found, by the ids that led to them: a merged one leads to its target. */
  targetOf: Map<string, string>;
  /** What they were before. */
  before: VisibleIssue[];
}

/**
 * Changes issues of an organisation in one transaction, with their histories. Those that are not visible are left out.
 * @throws NotAMemberError, NoSuchTeamError
 */
export async function editIssues(
  database: Database,
  scope: Scope,
  organizationId: string,
  ids: string[],
  edit: IssueEdit,
): Promise<EditedIssues> {
  return againWhereMoved(database, async (trx) => {
    const { targets, targetOf } = await lockFamilies(trx, scope, organizationId, ids);
    const assignees = await findAssignees(trx, organizationId, edit);
    const issues = [...targets.values()];
    const changes = { ...assignment(edit), ...statusOf(edit) };
    if (issues.length === 0 || Object.keys(changes).length === 0) return { targetOf, before: [] };
    await trx
      .updateTable('issue')
      .set(changes)
      .where(sql<boolean>`id = any(${issues.map(({ id }) => id)}::uuid[])`)
      .execute();
    await writeActivity(
      queryableOf(trx),
      issues.flatMap((issue) => activityOf(issue, edit, { actorId: scope.userId, ...assignees })),
    );
    await announceUpdated(trx, issues);
    return { targetOf, before: issues };
  });
}

/** Tells live pages of changed issues, one message for each project. */
export async function announceUpdated(
  trx: Kysely<Tables>,
  issues: Pick<VisibleIssue, 'id' | 'project_id'>[],
  type: 'issue.updated' | 'issue.deleted' = 'issue.updated',
): Promise<void> {
  const byProject = Map.groupBy(issues, ({ project_id }) => project_id);
  await announce(
    trx,
    [...byProject].map(([project_id, changed]) => ({ project_id, type, issue_ids: changed.map(({ id }) => id) })),
  );
}

function assignment({ assignee_id, team_id }: IssueEdit) {
  if (assignee_id) return { assignee_id, assignee_team_id: null };
  if (team_id) return { assignee_id: null, assignee_team_id: team_id };
  return {
    ...(assignee_id === null ? { assignee_id } : {}),
    ...(team_id === null ? { assignee_team_id: team_id } : {}),
  };
}

function statusOf({ status, resolution = 'now', ignore = { forever: true }, regressed_at }: IssueEdit) {
  if (status === undefined) return {};
  const nothing = { resolution: null, resolved_at: null, ignored_until: null, ignore_limit: null };
  if (status === 'unresolved') return { ...nothing, status, ...(regressed_at === undefined ? {} : { regressed_at }) };
  if (status === 'ignored') {
    return {
      ...nothing,
      status,
      ignored_until: 'until' in ignore ? ignore.until : null,
      ignore_limit: limitOf(ignore),
    };
  }
  const wanted = resolution === 'now' ? null : JSON.stringify(resolution);
  const isResolved = sql`status = 'resolved'`;
  return {
    ...nothing,
    status,
    resolution: sql<Resolution | null>`${wanted}::jsonb`,
    // Resolving twice does not move the time after which an event means a regression.
    resolved_at: sql<Date>`case when ${isResolved} and resolution is not distinct from ${wanted}::jsonb
                      then resolved_at else now() end`,
    regressed_at: sql<Date | null>`case when ${isResolved} then regressed_at end`,
  };
}

function limitOf(ignore: Ignore): RawBuilder<never> | null {
  if ('for_users' in ignore) {
    return sql<never>`jsonb_build_object('users', ${ignore.for_users}::bigint, 'from', user_count)`;
  }
  if (!('for_events' in ignore)) return null;
  return sql<never>`jsonb_strip_nulls(jsonb_build_object(
    'events', ${ignore.for_events}::bigint, 'from', event_count, 'within_minutes', ${ignore.within_minutes ?? null}::int))`;
}
