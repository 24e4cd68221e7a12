import type { IgnoreLimit, Resolution } from '@railguard/protocol/issue-workflow';
import { type Kysely, sql } from 'kysely';
import { IssueGoneError } from './batch/issue-gone-error.ts';
import { type Scope, seesProject } from './scope.ts';
import type { IssueStatus, Tables } from './tables.ts';

/** An issue that is visible, as it was when its row was locked. */
export interface VisibleIssue {
  id: string;
  short_id: string;
  project_id: string;
  status: IssueStatus;
  resolution: Resolution | null;
  ignored_until: Date | null;
  ignore_limit: IgnoreLimit | null;
  assignee_id: string | null;
  assignee_team_id: string | null;
  event_count: number;
  user_count: number;
  regressed_at: Date | null;
  merged_into_id: string | null;
}

export interface LockedFamilies {
  /** Those that people see, by id. */
  targets: Map<string, VisibleIssue>;
  /** Their members, where these were to be locked too. */
  members: VisibleIssue[];
  /** Where each of the ids asked for is shown now; ids that are not visible are missing. */
  targetOf: Map<string, string>;
}

/**
 * Locks the issues of an organisation that some ids lead to, as batches do: in the order of their ids, so that nobody
 * waits in a circle. The id of a merged issue leads to the one that it was merged into.
 * @param withMembers locks the members as well, for changes to who belongs to whom
 * @throws IssueGoneError where something was merged between the look and the lock; see `againWhereMoved`
 */
export async function lockFamilies(
  trx: Kysely<Tables>,
  scope: Scope,
  organizationId: string,
  ids: string[],
  { withMembers = false } = {},
): Promise<LockedFamilies> {
  const targetOf = await targetsOf(trx, ids);
  const targetIds = [...new Set(targetOf.values())];
  const memberIds = withMembers ? await membersOf(trx, targetIds) : [];
  const rows = await lockVisible(trx, scope, organizationId, [...targetIds, ...memberIds]);
  const targets = new Map(rows.filter(({ id }) => targetIds.includes(id)).map((row) => [row.id, row]));
  if ([...targets.values()].some(({ merged_into_id }) => merged_into_id !== null)) throw new IssueGoneError('merged');
  if (withMembers && (await membersOf(trx, [...targets.keys()])).some((id) => !rows.some((row) => row.id === id))) {
    throw new IssueGoneError('got a member');
  }
  for (const [id, target] of targetOf) if (!targets.has(target)) targetOf.delete(id);
  const members = rows.filter(({ merged_into_id }) => merged_into_id !== null && targets.has(merged_into_id));
  return { targets, members, targetOf };
}

async function targetsOf(trx: Kysely<Tables>, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; target: string }>`
    select id, coalesce(merged_into_id, id) as target from issue where id = any(${ids}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, target }) => [id, target]));
}

async function membersOf(trx: Kysely<Tables>, targetIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from issue where merged_into_id = any(${targetIds}::uuid[])`.execute(trx);
  return rows.map(({ id }) => id);
}

async function lockVisible(
  trx: Kysely<Tables>,
  scope: Scope,
  organizationId: string,
  ids: string[],
): Promise<VisibleIssue[]> {
  const { rows } = await sql<VisibleIssue>`
    select issue.id, upper(project.slug) || '-' || issue.number as short_id, issue.project_id, issue.status,
           issue.resolution, issue.ignored_until, issue.ignore_limit, issue.assignee_id, issue.assignee_team_id,
           issue.event_count, issue.user_count, issue.regressed_at, issue.merged_into_id
    from issue
    join project on project.id = issue.project_id
    join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
    where issue.id = any(${ids}::uuid[]) and issue.event_count > 0
      and project.organization_id = ${organizationId} and project.deleted_at is null
    order by issue.id for no key update of issue`.execute(trx);
  return rows;
}
