import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type IssueFilter, type SearchedProjects, searchConditions, wholeQuery } from './issue-list.ts';
import { possibleStatuses } from './issue-search/statuses.ts';
import { searchedProjects, walkProjects } from './issue-search/walks.ts';
import type { Scope } from './scope.ts';

/**
 * The ids of the visible issues that match, the latest seen first, `limit` of them at most.
 * @throws UnanswerableSearchError
 */
export async function matchingIssues(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  filter: IssueFilter,
  limit: number,
): Promise<string[]> {
  const query = wholeQuery(filter);
  const statuses = possibleStatuses(query, filter.statuses);
  if (statuses.length === 0) return [];
  const projects = searchedProjects(scope, searched);
  const where = { scope, projectId: sql`project.id` };
  const conditions = await searchConditions(database, query, sql`(${projects}) as project`, where);
  const walks = walkProjects(projects, statuses, conditions, { sort: 'last_seen', limit });
  const { rows } = await sql<{ id: string }>`
    select id from (${walks}) as issue order by last_seen desc, id desc limit ${limit}`.execute(database.kysely);
  return rows.map(({ id }) => id);
}
