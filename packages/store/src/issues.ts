import type { Level } from '@railguard/protocol/event';
import { newUuid } from '@railguard/protocol/ids';
import type { GroupingPart } from '@railguard/protocol/processed';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { ISSUE_COLUMNS } from './issue-columns.ts';
import { type Scope, seesProject } from './scope.ts';
import type { IssueStatus } from './tables.ts';

export interface IssueRow {
  id: string;
  /** Such as SHOP-12. */
  short_id: string;
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
  event_count: number;
  user_count: number;
  user_count_estimated: boolean;
  /** When it was seen again after it had been resolved; null once it is resolved anew. */
  regressed_at: Date | null;
  grouping_hash: string;
  grouping_algorithm: string;
  assignee: { id: string; email: string; name: string } | null;
}

export interface IssueDetailRow extends IssueRow {
  grouping_explanation: GroupingPart[];
  project: { id: string; slug: string; name: string };
}

/** The assignee is not a member of the issue's organisation. */
export class NotAMemberError extends Error {
  override name = 'NotAMemberError';
}

/** undefined where there is none, it has no events yet, or it is not visible. */
export async function getIssue(database: Database, scope: Scope, id: string): Promise<IssueDetailRow | undefined> {
  const { rows } = await sql<IssueDetailRow>`
    select ${ISSUE_COLUMNS}, issue.grouping_explanation,
           json_build_object('id', project.id, 'slug', project.slug, 'name', project.name) as project
    from issue
    join project on project.id = issue.project_id
    join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
    left join user_account assignee on assignee.id = issue.assignee_id
    where issue.id = ${id} and issue.event_count > 0 and project.deleted_at is null`.execute(database.kysely);
  return rows[0];
}

/**
 * Changes status or assignee; answers the issue as it is then, undefined where it is not visible.
 * @throws NotAMemberError
 */
export async function updateIssue(
  database: Database,
  scope: Scope,
  id: string,
  { status, assignee_id }: { status?: IssueStatus; assignee_id?: string | null },
): Promise<IssueDetailRow | undefined> {
  const before = await getIssue(database, scope, id);
  if (!before || (status === undefined && assignee_id === undefined)) return before;
  if (assignee_id && !(await isMember(database, before.project_id, assignee_id))) {
    throw new NotAMemberError('the assignee is not a member of the organisation');
  }
  const isResolved = sql`status = 'resolved'`;
  await database.kysely
    .updateTable('issue')
    .set({
      assignee_id,
      ...(status === 'resolved' && {
        status,
        // Resolving twice does not move the time after which an event means a regression.
        resolved_at: sql`case when ${isResolved} then resolved_at else now() end`,
        regressed_at: sql`case when ${isResolved} then regressed_at end`,
      }),
      ...(status && status !== 'resolved' && { status, resolved_at: null }),
    })
    .where('id', '=', id)
    .where('project_id', '=', before.project_id)
    .execute();
  return getIssue(database, scope, id);
}

async function isMember(database: Database, projectId: string, userId: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('membership')
    .innerJoin('project', 'project.organization_id', 'membership.organization_id')
    .select('user_id')
    .where('project.id', '=', projectId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Deletes an issue; whether there was such an issue. Its events can no longer be read from then on, and are taken away
 * step by step, by housekeeping. The same error, seen again, makes a new issue.
 */
export async function deleteIssue(database: Database, scope: Scope, id: string): Promise<boolean> {
  const { rows } = await sql`
    with deleted as (
      delete from issue using project join membership using (organization_id)
      where issue.id = ${id} and project.id = issue.project_id and project.deleted_at is null
        and ${seesProject(scope)}
      returning issue.id, issue.project_id
    )
    insert into purge (id, project_id, issue_id) select ${newUuid()}::uuid, project_id, id from deleted
    returning id`.execute(database.kysely);
  return rows.length > 0;
}
