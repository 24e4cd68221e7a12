import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { ISSUE_COLUMNS } from './issue-columns.ts';
import { filterConditions } from './issue-filter.ts';
import type { IssueRow } from './issues.ts';
import { isVisible, type Scope } from './scope.ts';
import type { IssueStatus } from './tables.ts';

export type IssueSort = 'last_seen' | 'first_seen' | 'event_count' | 'user_count';

export interface IssueFilter {
  /** Empty or absent: every status. */
  statuses?: IssueStatus[];
  /** Words that all occur in title or culprit, or a whole short id. No character has a special meaning. */
  query?: string;
  environment?: string;
  release?: string;
}

export interface IssuePage {
  sort: IssueSort;
  limit: number;
  /** Of the last issue of the page before: the value of the field sorted by (a time or a count), and its id. */
  after?: { value: Date | number; id: string };
}

/** Issues of a project, greatest or latest first. Empty where the project is not visible. */
export async function listIssues(
  database: Database,
  scope: Scope,
  projectId: string,
  { statuses, ...filter }: IssueFilter,
  page: IssuePage,
): Promise<IssueRow[]> {
  const conditions = await filterConditions(database, projectId, filter);
  const query = issueListQuery(scope, projectId, statuses ?? [], conditions, page);
  return (await query.execute(database.kysely)).rows;
}

const EVERY_STATUS: IssueStatus[] = ['unresolved', 'resolved', 'ignored'];

/**
 * Each sort has an index that begins with project and status. Several statuses are as many short walks along that
 * index, merged: one walk over all of them would have to read every issue of the project.
 */
function issueListQuery(
  scope: Scope,
  projectId: string,
  statuses: IssueStatus[],
  conditions: RawBuilder<boolean>[],
  { sort, limit, after }: IssuePage,
): RawBuilder<IssueRow> {
  const sortedBy = sql.ref(`issue.${sort}`);
  const beyond = after ? [sql`(${sortedBy}, issue.id) < (${after.value}, ${after.id})`] : [];
  const order = sql`order by ${sortedBy} desc, issue.id desc limit ${limit}`;
  const walks = [...new Set(statuses.length > 0 ? statuses : EVERY_STATUS)].map((status) => {
    const all = [
      sql`issue.project_id = ${projectId}`,
      sql`issue.status = ${status}`,
      sql`issue.event_count > 0`,
      sql`issue.merged_into_id is null`,
      isVisible(scope, projectId),
      ...conditions,
      ...beyond,
    ];
    return sql`(select issue.* from issue where ${sql.join(all, sql` and `)} ${order})`;
  });
  return sql<IssueRow>`
    select ${ISSUE_COLUMNS} from (${sql.join(walks, sql` union all `)}) as issue
    join project on project.id = issue.project_id
    left join user_account assignee on assignee.id = issue.assignee_id
    ${order}`;
}
