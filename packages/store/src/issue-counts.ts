import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { IssueFilter } from './issue-list.ts';
import { walkMatching } from './issue-search/walk-matching.ts';
import type { Scope } from './scope.ts';
import type { SearchedProjects } from './searched-projects.ts';

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
  const page = { sort: 'last_seen', limit: most } as const;
  const walks = await walkMatching(database, scope, searched, filter, page, sql`issue.id`);
  if (!walks) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*) from (select from (${walks}) as issue limit ${most}) as matching`.execute(database.kysely);
  return rows[0]!.count;
}
