import type { SearchQuery, SearchTerm } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { ISSUE_COLUMNS } from './issue-columns.ts';
import { hasMembers } from './issue-members.ts';
import { findCommonTags } from './issue-search/common-tags.ts';
import { findByShortId } from './issue-search/find-by-short-id.ts';
import { issueConditions } from './issue-search/issue-conditions.ts';
import type { SearchScope } from './issue-search/search-scope.ts';
import { possibleStatuses } from './issue-search/statuses.ts';
import { projectWalk, searchedProjects, walkProjects } from './issue-search/walks.ts';
import type { IssueRow } from './issues.ts';
import { isVisible, type Scope } from './scope.ts';
import type { IssueStatus } from './tables.ts';

const NONE: ReadonlySet<string> = new Set();

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

/** Where issues are looked for: some projects of an organisation, all that are visible where none are named. */
export interface SearchedProjects {
  organizationId: string;
  projectIds?: string[];
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
  const query = wholeQuery(filter);
  const statuses = possibleStatuses(query, filter.statuses);
  if (statuses.length === 0) return [];
  const projects = searchedProjects(scope, searched);
  const conditions = await searchConditions(database, query, sql`(${projects}) as project`, {
    scope,
    projectId: sql`project.id`,
  });
  return readPage(database, walkProjects(projects, statuses, conditions, page), page);
}

/** The parameters beside the search are terms of it. */
export function wholeQuery({ query = [], environment, release }: IssueFilter): SearchQuery {
  const tags = Object.entries({ environment, release }).flatMap(([key, value]): SearchTerm[] =>
    value === undefined ? [] : [{ kind: 'tag', negated: false, key, values: [[value]] }],
  );
  return [...query, ...tags];
}

/** The conditions on `issue`; a short id is looked up first, so that it is one row that is read. */
export async function searchConditions(
  database: Database,
  query: SearchQuery,
  projects: RawBuilder<unknown>,
  { scope, projectId, isOneProject = false }: Pick<SearchScope, 'scope' | 'projectId'> & { isOneProject?: boolean },
): Promise<RawBuilder<boolean>[]> {
  const withMembers = await hasMembers(database.kysely, sql`select project.id from ${projects}`);
  const commonTags = isOneProject ? await findCommonTags(database.kysely, query, projectId) : NONE;
  const where = { scope, projectId, isOneProject, withMembers, commonTags };
  const named = await findByShortId(database, query, projects);
  if (named === undefined) return issueConditions(query, where);
  const rest = query.filter(({ kind }) => kind !== 'text');
  return [sql<boolean>`issue.id = ${named}`, ...issueConditions(rest, where)];
}

async function readPage(database: Database, walks: RawBuilder<unknown>, { sort, limit }: IssuePage) {
  const { rows } = await sql<IssueRow>`
    select ${ISSUE_COLUMNS} from (${walks}) as issue
    join project on project.id = issue.project_id
    left join user_account assignee on assignee.id = issue.assignee_id
    order by ${sql.ref(`issue.${sort}`)} desc, issue.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
