import type { SearchQuery } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { ISSUE_COLUMNS } from './issue-columns.ts';
import { searchConditions, wholeQuery } from './issue-search/search-conditions.ts';
import { possibleStatuses } from './issue-search/statuses.ts';
import { walkMatching } from './issue-search/walk-matching.ts';
import { projectWalk } from './issue-search/walks.ts';
import type { IssueRow } from './issues.ts';
import { isVisible, type Scope } from './scope.ts';
import type { SearchedProjects } from './searched-projects.ts';
import type { IssueStatus } from './tables.ts';

export type IssueSort = 'last_seen' | 'first_seen' | 'event_count' | 'user_count';

export interface IssueFilter {
  /** Empty or absent: every status. */
  statuses?: IssueStatus[];
  query?: SearchQuery;
  /** Seen there, whole value. */
  environment?: string;
  release?: string;
}

export interface IssuePage {
  sort: IssueSort;
  limit: number;
  /** Of the last issue of the page before: the value of the field sorted by (a time or a count), and its id. */
  after?: { value: Date | number; id: string };
}

/**
 * Issues of a project, greatest or latest first. Empty where the project is not visible.
 * @throws UnanswerableSearchError
 */
export async function listIssues(
  database: Database,
  scope: Scope,
  projectId: string,
  filter: IssueFilter,
  page: IssuePage,
): Promise<IssueRow[]> {
  const query = wholeQuery(filter);
  const statuses = possibleStatuses(query, filter.statuses);
  if (statuses.length === 0) return [];
  const project = sql`(select * from project where id = ${projectId}) as project`;
  const conditions = await searchConditions(database, query, project, {
    scope,
    projectId: sql`${projectId}`,
    isOneProject: true,
  });
  conditions.push(isVisible(scope, projectId));
  const walks = statuses.map((status) => projectWalk(sql`${projectId}`, sql`${status}`, conditions, page));
  return readPage(database, sql`${sql.join(walks, sql` union all `)}`, page);
}

/**
 * The same of several projects of an organisation.
 * @throws UnanswerableSearchError
 */
export async function listOrganizationIssues(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  filter: IssueFilter,
  page: IssuePage,
): Promise<IssueRow[]> {
  const walks = await walkMatching(database, scope, searched, filter, page);
  return walks ? readPage(database, walks, page) : [];
}

async function readPage(database: Database, walks: RawBuilder<unknown>, { sort, limit }: IssuePage) {
  const { rows } = await sql<IssueRow>`
    select ${ISSUE_COLUMNS} from (${walks}) as issue
    join project on project.id = issue.project_id
    left join user_account assignee on assignee.id = issue.assignee_id
    order by ${sql.ref(`issue.${sort}`)} desc, issue.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
