import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type Scope, seesProject } from './scope.ts';
import type { IssueStatus } from './tables.ts';

/** Which issues of an organisation a bulk change is about. */
export interface IssueSelection {
  projectIds: string[];
  /** Every status, where it is absent. */
  status?: IssueStatus;
}

/** The ids of the visible issues that match, oldest first, `limit` of them at most. */
export async function matchingIssues(
  database: Database,
  scope: Scope,
  organizationId: string,
  { projectIds, status }: IssueSelection,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select issue.id from issue
    join project on project.id = issue.project_id
    join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
    where issue.project_id = any(${projectIds}::uuid[]) and issue.event_count > 0 and issue.merged_into_id is null
      and project.organization_id = ${organizationId} and project.deleted_at is null
      ${status ? sql`and issue.status = ${status}` : sql``}
    order by issue.id limit ${limit}`.execute(database.kysely);
  return rows.map(({ id }) => id);
}
