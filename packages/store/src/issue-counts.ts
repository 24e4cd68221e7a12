import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type IssueFilter, type SearchedProjects, searchConditions, wholeQuery } from './issue-list.ts';
import { possibleStatuses } from './issue-search/statuses.ts';
import { searchedProjects, walkProjects } from './issue-search/walks.ts';
import type { Scope } from './scope.ts';

/**
 * How many visible issues match, counted no further than `most`.
 * @throws UnanswerableSearchError
 */
export async function countIssues(
  database: Database,
  scope: Scope,
  searched: SearchedProjects,
  filter: IssueFilter,
  most: number,
): Promise<number> {
  const query = wholeQuery(filter);
  const statuses = possibleStatuses(query, filter.statuses);
  if (statuses.length === 0) return 0;
  const projects = searchedProjects(scope, searched);
  const where = { scope, projectId: sql`project.id` };
  const conditions = await searchConditions(database, query, sql`(${projects}) as project`, where);
  const page = { sort: 'last_seen', limit: most } as const;
  const walks = walkProjects(projects, statuses, conditions, page, sql`issue.id`);
  const { rows } = await sql<{ count: number }>`
    select count(*) from (select from (${walks}) as issue limit ${most}) as matching`.execute(database.kysely);
  return rows[0]!.count;
}
