import { uuidArray } from '@railguard/kit/pg-binary-array';
import type { Queryable } from '../database.ts';
import { estimateUsers, SKETCH_SIZE, type UserCount } from './count-users.ts';

/**
 * How many distinct users issues with members have, themselves and their members together. Under the issues' locks.
 *
 * The least hashes of a union are among the least of its parts, so the sketches of the parts are all it takes; a part
 * whose sketch is full only means that there are more than are kept.
 */
export async function countUsersTogether(queryable: Queryable, targetIds: string[]): Promise<Map<string, UserCount>> {
  if (targetIds.length === 0) return new Map();
  const { rows } = await queryable.query<{
    id: string;
    kept: number;
    edge: string | null;
    most: number;
    is_estimated: boolean;
  }>(COUNT, [uuidArray(targetIds)]);
  return new Map(rows.map(({ id, kept, edge, most, is_estimated }) => [id, toCount(kept, edge, most, is_estimated)]));
}

function toCount(kept: number, edge: string | null, most: number, isEstimated: boolean): UserCount {
  if (edge === null || (kept <= SKETCH_SIZE && !isEstimated)) return { count: kept, ceiling: null };
  return { count: Math.max(most, SKETCH_SIZE, estimateUsers(BigInt(edge))), ceiling: edge };
}

/** One hash more than a sketch has, so that a full one is told from an overfull one. */
const COUNT = `
  select target.id, count(least.user_hash) as kept, max(most) as most, bool_or(is_estimated) as is_estimated,
         (array_agg(least.user_hash order by least.user_hash))[${SKETCH_SIZE}]::text as edge
  from unnest($1::uuid[]) as target (id)
  cross join lateral (
    select array_agg(part.id) as ids, max(coalesce(own.user_count, part.user_count)) as most,
           bool_or(case when own.issue_id is null then part.user_hash_ceiling is not null
                        else own.user_hash_ceiling is not null end) as is_estimated
    from issue as part left join issue_own as own on own.issue_id = part.id
    where part.id = target.id or part.merged_into_id = target.id
  ) as parts
  left join lateral (
    select distinct user_hash from issue_user where issue_user.issue_id = any(parts.ids)
    order by user_hash limit ${SKETCH_SIZE + 1}
  ) as least on true
  group by target.id`;
