import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** How many issues may be merged into one, so that reading their events stays a bounded number of index walks. */
export const MAX_MEMBERS = 100;

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
