import type { Resolution } from '@railguard/protocol/issue-workflow';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { againWhereMoved } from './again-where-moved.ts';
import type { Database } from './database.ts';
import { activityOf } from './edit-activity.ts';
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
  /** With the status `ignored`; for ever, unless something else is said. */
  ignore?: Ignore;
  /** Null for nobody. */
  assignee_id?: string | null;
}

/** The assignee is not a member of the issue's organisation. */
export class NotAMemberError extends Error {
  override name = 'NotAMemberError';
}

/**
 * Changes issues of an organisation in one transaction, with their histories. Answers the issues that were found, by
 * the ids that led to them: those that are not visible are missing, and a merged one leads to its target.
 * @throws NotAMemberError
 */
export async function editIssues(
  database: Database,
  scope: Scope,
  organizationId: string,
  ids: string[],
  edit: IssueEdit,
): Promise<Map<string, string>> {
  return againWhereMoved(database, async (trx) => {
    const { targets, targetOf } = await lockFamilies(trx, scope, organizationId, ids);
    const assignee = edit.assignee_id ? await findMember(trx, organizationId, edit.assignee_id) : undefined;
    const issues = [...targets.values()];
    const changes = { ...assignment(edit), ...statusOf(edit) };
    if (issues.length === 0 || Object.keys(changes).length === 0) return targetOf;
    await trx
      .updateTable('issue')
      .set(changes)
      .where(sql<boolean>`id = any(${issues.map(({ id }) => id)}::uuid[])`)
      .execute();
    await writeActivity(
      queryableOf(trx),
      issues.flatMap((issue) => activityOf(issue, edit, { actorId: scope.userId, assignee })),
    );
    await announceUpdated(trx, issues);
    return targetOf;
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

async function findMember(trx: Kysely<Tables>, organizationId: string, userId: string) {
  const member = await trx
    .selectFrom('membership')
    .innerJoin('user_account', 'user_account.id', 'membership.user_id')
    .select(['user_account.id', 'email', 'name'])
    .where('organization_id', '=', organizationId)
    .where('user_account.id', '=', userId)
    .executeTakeFirst();
  if (!member) throw new NotAMemberError('the assignee is not a member of the organisation');
  return member;
}

function assignment({ assignee_id }: IssueEdit) {
  return assignee_id === undefined ? {} : { assignee_id };
}

function statusOf({ status, resolution = 'now', ignore = { forever: true } }: IssueEdit) {
  if (status === undefined) return {};
  const nothing = { resolution: null, resolved_at: null, ignored_until: null, ignore_limit: null };
  if (status === 'unresolved') return { ...nothing, status };
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
