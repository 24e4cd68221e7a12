import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { IssueFilter } from './issue-list.ts';
import { hasMembers, ofAnyPart } from './issue-members.ts';
import { likePatterns } from './like-pattern.ts';

/** The conditions on `issue` that a filter means. */
export async function filterConditions(
  database: Database,
  projectId: string,
  filter: Omit<IssueFilter, 'statuses'>,
): Promise<RawBuilder<boolean>[]> {
  const conditions: RawBuilder<boolean>[] = [];
  const withMembers = await hasMembers(database.kysely, sql`${projectId}`);
  const named = filter.query && (await findByShortId(database, projectId, filter.query));
  if (named) conditions.push(sql`issue.id = ${named}`);
  else if (filter.query) conditions.push(...searchConditions(projectId, filter.query, withMembers));
  for (const key of ['environment', 'release'] as const) {
    const value = filter[key];
    if (value === undefined) continue;
    conditions.push(
      ofAnyPart(
        withMembers,
        (id) => sql`exists (
          select from issue_tag
          where issue_tag.issue_id = ${id} and issue_tag.project_id = ${projectId}
            and key = ${key} and value = ${withoutNul(value)}
        )`,
      ),
    );
  }
  return conditions;
}

function searchConditions(projectId: string, query: string, withMembers: boolean): RawBuilder<boolean>[] {
  const words = likePatterns(withoutNul(query)).map((pattern) => sql`issue_search.text like lower(${pattern})`);
  if (words.length === 0) return [];
  return [
    ofAnyPart(
      withMembers,
      (id) => sql`exists (
        select from issue_search
        where issue_search.issue_id = ${id} and issue_search.project_id = ${projectId}
          and ${sql.join(words, sql` and `)}
      )`,
    ),
  ];
}

const SHORT_ID = /^(?<slug>[a-z0-9-]+)-(?<number>[1-9]\d{0,14})$/i;

/** The one that shows it, where it was merged. */
async function findByShortId(database: Database, projectId: string, query: string): Promise<string | undefined> {
  const parts = SHORT_ID.exec(query.trim())?.groups;
  if (!parts) return undefined;
  const row = await database.kysely
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .select(sql<string>`coalesce(issue.merged_into_id, issue.id)`.as('id'))
    .where('issue.project_id', '=', projectId)
    .where('issue.number', '=', Number(parts.number))
    .where('project.slug', '=', parts.slug!.toLowerCase())
    .executeTakeFirst();
  return row?.id;
}

/** PostgreSQL's text has no NUL, so nothing stored has one: a filter with one is a filter without it. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '');
}
