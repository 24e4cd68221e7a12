import { type Kysely, sql } from 'kysely';
import { countUsersTogether } from './batch/count-users-together.ts';
import { queryableOf } from './queryable-of.ts';
import type { Tables } from './tables.ts';

/**
 * Makes an issue's row say what it and its members count together, or what it counts alone where none is left. Under
 * the locks of all of them. What came or went with members is no event of the time that it is ignored for, so limits
 * move along.
 */
export async function sumUp(trx: Kysely<Tables>, targetId: string): Promise<void> {
  const users = (await countUsersTogether(queryableOf(trx), [targetId])).get(targetId)!;
  await sql`
    with total as (
      select own.issue_id, count(member.id) as members,
             own.handled and coalesce(bool_and(member.handled), true) as handled,
             least(own.first_seen, min(member.first_seen)) as first_seen,
             greatest(own.last_seen, max(member.last_seen)) as last_seen,
             least(own.first_received_at, min(member.first_received_at)) as first_received_at,
             greatest(own.last_received_at, max(member.last_received_at)) as last_received_at,
             own.event_count + coalesce(sum(member.event_count), 0)::bigint as event_count,
             case when count(member.id) = 0 then own.user_count else ${users.count} end as user_count,
             case when count(member.id) = 0 then own.user_hash_ceiling
                  else ${users.ceiling}::bigint end as user_hash_ceiling
      from issue_own as own left join issue as member on member.merged_into_id = own.issue_id
      where own.issue_id = ${targetId}
      group by own.issue_id
    )
    update issue set
      member_count = total.members, handled = total.handled, first_seen = total.first_seen,
      last_seen = total.last_seen, first_received_at = total.first_received_at,
      last_received_at = total.last_received_at, event_count = total.event_count, user_count = total.user_count,
      user_hash_ceiling = total.user_hash_ceiling,
      ignore_limit = case
        when ignore_limit ? 'events' then ${moved(sql`total.event_count - issue.event_count`)}
        when ignore_limit ? 'users' then ${moved(sql`total.user_count - issue.user_count`)}
      end
    from total where issue.id = total.issue_id`.execute(trx);
  await sql`
    delete from issue_own using issue
    where issue_id = ${targetId} and issue.id = issue_id and member_count = 0`.execute(trx);
}

const moved = (by: ReturnType<typeof sql>) =>
  sql`ignore_limit || jsonb_build_object('from', (ignore_limit ->> 'from')::bigint + ${by})`;
