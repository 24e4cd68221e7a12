import type { SearchQuery } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';

const SHORT_ID = /^(?<slug>[a-z0-9-]+)-(?<number>[1-9]\d{0,14})$/i;

/**
 * The issue that a search names by its short id, such as SHOP-12: where that is its only word and there is such an
 * issue, the word means nothing else; where it was merged, the one that shows it. `projects` are the rows of `project` that are searched.
 */
export async function findByShortId(
  database: Database,
  query: SearchQuery,
  projects: RawBuilder<unknown>,
): Promise<string | undefined> {
  const [word, another] = query.filter((term) => term.kind === 'text');
  const parts = word && !another && !word.negated && SHORT_ID.exec(word.text)?.groups;
  if (!parts) return undefined;
  const { rows } = await sql<{ id: string }>`
    select coalesce(issue.merged_into_id, issue.id) as id from issue join ${projects} on project.id = issue.project_id
    where project.slug = ${parts.slug!.toLowerCase()} and issue.number = ${Number(parts.number)}`.execute(
    database.kysely,
  );
  return rows[0]?.id;
}
