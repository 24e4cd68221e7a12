import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** How many issues may be merged into one, so that reading their events stays a bounded number of index walks. */
export const MAX_MEMBERS = 100;

/** The id of the issue that shows the one of an id: its own, or the one that it was merged into. */
export function shownAs(issueId: string): RawBuilder<string> {
  return sql`(select coalesce(merged_into_id, id) from issue where id = ${issueId})`;
}

/**
 * The ids that the events, tags, hours and users of an issue are stored under: its own and those of its members. For
 * an issue without members that is its own, without a statement.
 */
export async function memberIds(
  kysely: Kysely<Tables>,
  issue: { id: string; member_count: number },
): Promise<string[]> {
  if (issue.member_count === 0) return [issue.id];
  const members = await kysely
    .selectFrom('issue')
    .select('id')
    .where('merged_into_id', '=', issue.id)
    .orderBy('id')
    .limit(MAX_MEMBERS)
    .execute();
  return [issue.id, ...members.map(({ id }) => id)];
}

/** The same by an id alone, which may be that of a member. */
export async function partIds(kysely: Kysely<Tables>, issueId: string): Promise<string[]> {
  const shown = sql`(select coalesce(merged_into_id, id) from issue where id = ${issueId})`;
  const { rows } = await sql<{ id: string }>`
    select id from issue where id = ${shown} or merged_into_id = ${shown} limit ${MAX_MEMBERS + 1}`.execute(kysely);
  return rows.map(({ id }) => id);
}

/** The grouping hashes that lead to an issue: its own, and those of the issues merged into it. */
export async function hashesOf(kysely: Kysely<Tables>, issueId: string): Promise<string[]> {
  const { rows } = await sql<{ grouping_hash: string }>`
    select grouping_hash from issue where id = ${issueId} or merged_into_id = ${issueId}
    limit ${MAX_MEMBERS + 1}`.execute(kysely);
  return rows.map(({ grouping_hash }) => grouping_hash);
}

/**
 * Whether any issue of some projects was merged: lists of projects without such issues keep their plain conditions.
 * @param projectIds the ids in SQL, as they stand in a list or a subquery
 */
export async function hasMembers(kysely: Kysely<Tables>, projectIds: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`
    select from issue where project_id in (${projectIds}) and merged_into_id is not null limit 1`.execute(kysely);
  return rows.length > 0;
}

/**
 * Whether a condition on stored rows of an issue holds for `issue` or, where there are such, for one of its members.
 * @param condition for the issue of that id
 */
export function ofAnyPart(
  withMembers: boolean,
  condition: (issueId: RawBuilder<unknown>) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  const own = condition(sql`issue.id`);
  if (!withMembers) return own;
  return sql`(${own} or (issue.member_count > 0 and exists (
    select from issue as member where member.merged_into_id = issue.id and ${condition(sql`member.id`)}
  )))`;
}
