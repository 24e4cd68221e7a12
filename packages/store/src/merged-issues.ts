import { sql } from 'kysely';
import type { Database } from './database.ts';
import { shownAs } from './issue-members.ts';
import { type Scope, seesProject } from './scope.ts';

/** A member of an issue, with what it counts for itself. */
export interface MergedIssueRow {
  id: string;
  short_id: string;
  title: string;
  culprit: string;
  grouping_hash: string;
  grouping_algorithm: string;
  first_seen: Date;
  last_seen: Date;
  event_count: number;
  user_count: number;
}

/** In the order they were made. Empty where the issue is not visible. */
export async function listMerged(
  database: Database,
  scope: Scope,
  issueId: string,
  { limit, after }: { limit: number; after?: string },
): Promise<MergedIssueRow[]> {
  const beyond = after ? sql`and issue.id > ${after}` : sql``;
  const { rows } = await sql<MergedIssueRow>`
    select issue.id, upper(project.slug) || '-' || issue.number as short_id, issue.title, issue.culprit,
           issue.grouping_hash, issue.grouping_algorithm, issue.first_seen, issue.last_seen, issue.event_count,
           issue.user_count
    from issue
    join project on project.id = issue.project_id
    join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
    where issue.merged_into_id = ${shownAs(issueId)}
      and project.deleted_at is null ${beyond}
    order by issue.id limit ${limit}`.execute(database.kysely);
  return rows;
}
