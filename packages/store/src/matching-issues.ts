import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { IssueFilter } from './issue-list.ts';
import { walkMatching } from './issue-search/walk-matching.ts';
import type { Scope } from './scope.ts';
import type { SearchedProjects } from './searched-projects.ts';

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
  const walks = await walkMatching(database, scope, searched, filter, { sort: 'last_seen', limit });
  if (!walks) return [];
  const { rows } = await sql<{ id: string }>`
    select id from (${walks}) as issue order by last_seen desc, id desc limit ${limit}`.execute(database.kysely);
  return rows.map(({ id }) => id);
}
