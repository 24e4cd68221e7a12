import type { IgnoreLimit, Resolution } from '@railguard/protocol/issue-workflow';
import type { Level } from '@railguard/protocol/level';
import type { GroupingPart } from '@railguard/protocol/processed';
import { sql } from 'kysely';
import { accessToIssue } from './access.ts';
import type { Database } from './database.ts';
import { deleteIssues } from './delete-issues.ts';
import { editIssues, type IssueEdit } from './edit-issues.ts';
import { ISSUE_COLUMNS } from './issue-columns.ts';
import { shownAs } from './issue-members.ts';
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
  resolution: Resolution | null;
  ignored_until: Date | null;
  ignore_limit: IgnoreLimit | null;
  grouping_hash: string;
  grouping_algorithm: string;
  assignee: { id: string; email: string; name: string } | null;
  /** Instead of a person. */
  assignee_team: { id: string; name: string } | null;
}

export interface IssueDetailRow extends IssueRow {
  grouping_explanation: GroupingPart[];
  /** How many issues were merged into it. */
  member_count: number;
  /** The id that was asked for, where that is the id of a merged issue. */
  merged_from: string | null;
  project: { id: string; slug: string; name: string };
}

/**
 * undefined where there is none, it has no events yet, or it is not visible. The id of a merged issue answers the one
 * that shows it, and so do links to it.
 */
export async function getIssue(database: Database, scope: Scope, id: string): Promise<IssueDetailRow | undefined> {
  const { rows } = await sql<IssueDetailRow>`
    select ${ISSUE_COLUMNS}, issue.grouping_explanation, issue.member_count,
           case when issue.id <> ${id} then ${id}::uuid end as merged_from,
           json_build_object('id', project.id, 'slug', project.slug, 'name', project.name) as project
    from issue
    join project on project.id = issue.project_id
    join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
    left join user_account assignee on assignee.id = issue.assignee_id
    where issue.id = ${shownAs(id)} and issue.event_count > 0 and project.deleted_at is null`.execute(database.kysely);
  return rows[0];
}

/** Changes one issue; answers it as it is then, undefined where it is not visible. See `editIssues`. */
export async function updateIssue(
  database: Database,
  scope: Scope,
  id: string,
  edit: IssueEdit,
): Promise<IssueDetailRow | undefined> {
  const access = await accessToIssue(database, scope, id);
  if (!access) return undefined;
  await editIssues(database, scope, access.organization_id, [id], edit);
  return getIssue(database, scope, id);
}

/** Deletes one issue; whether there was such an issue. See `deleteIssues`. */
export async function deleteIssue(database: Database, scope: Scope, id: string): Promise<boolean> {
  const access = await accessToIssue(database, scope, id);
  if (!access) return false;
  return (await deleteIssues(database, scope, access.organization_id, [id])).deleted.length > 0;
}
