import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { IssueFilter, IssuePage } from '../issue-list.ts';
import type { Scope } from '../scope.ts';
import { type SearchedProjects, searchedProjects } from '../searched-projects.ts';
import { searchConditions, wholeQuery } from './search-conditions.ts';
import { possibleStatuses } from './statuses.ts';
import { walkProjects } from './walks.ts';

/**
 * The walks over the visible issues of several projects that match a search, as a subquery: for each project and status
 * those of one page. undefined where nothing can match.
 * @throws UnanswerableSearchError
 */
export async function walkMatching(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  filter: IssueFilter,
  page: IssuePage,
  columns?: RawBuilder<unknown>,
): Promise<RawBuilder<unknown> | undefined> {
  const query = wholeQuery(filter);
  const statuses = possibleStatuses(query, filter.statuses);
  if (statuses.length === 0) return undefined;
  const projects = searchedProjects(scope, searched);
  const where = { scope, projectId: sql`project.id` };
  const conditions = await searchConditions(database, query, sql`(${projects}) as project`, where);
  return walkProjects(projects, statuses, conditions, page, columns);
}
