import { hash } from 'node:crypto';
import { int8Array, intArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import type { IssueEvents } from './issue-change.ts';

/** How many of the least hashes of an issue are kept: exact up to there, off by some 3 % beyond (1/√k). */
export const SKETCH_SIZE = 1024;
const HASH_RANGE = 2 ** 63;

export interface UserCount {
  count: number;
  /** The greatest kept hash once the sketch is full, as text; null while the count is exact. */
  ceiling: string | null;
}

/** An issue with more hashes than are kept. */
interface Overfull {
  id: string;
  /** As people saw it before. */
  user_count: number;
  surplus: number;
}

/**
 * Adds the users of newly stored events to the sketches of their issues; answers the counts that changed, by issue.
 *
 * Bottom-k sketch (Bar-Yossef and others, "Counting distinct elements in a data stream", 2002): hashes are spread
 * evenly, so where the kth least of them lies tells how many there are: (k − 1) / (kth hash / range).
 */
export async function countUsers(client: pg.PoolClient, changes: IssueEvents[]): Promise<Map<string, UserCount>> {
  const issueIds: string[] = [];
  const hashes: bigint[] = [];
  for (const { issue, events } of changes) {
    for (const userHash of newHashes(issue.user_hash_ceiling, events)) {
      issueIds.push(issue.id);
      hashes.push(userHash);
    }
  }
  if (hashes.length === 0) return new Map();

  const { rows } = await client.query<{ issue_id: string; added: number }>(INSERT, [
    uuidArray(issueIds),
    int8Array(hashes),
  ]);
  const added = new Map(rows.map((row) => [row.issue_id, row.added]));
  const counts = new Map<string, UserCount>();
  const overfull: Overfull[] = [];
  for (const change of changes) {
    const { id, user_count, user_hash_ceiling } = change.issue;
    const more = added.get(id) ?? 0;
    if (more === 0) continue;
    const kept = (user_hash_ceiling === null ? user_count : SKETCH_SIZE) + more;
    if (kept > SKETCH_SIZE) overfull.push({ id, user_count, surplus: kept - SKETCH_SIZE });
    else counts.set(id, { count: kept, ceiling: null });
  }
  for (const [id, count] of await trim(client, overfull)) counts.set(id, count);
  return counts;
}

/** The even 63 bits of an identity's SHA-256. */
export function userHash(identity: string): bigint {
  return hash('sha256', identity, 'buffer').readBigUInt64BE() >> 1n;
}

/** Estimated distinct users where the greatest of `SKETCH_SIZE` kept hashes is `ceiling`. */
export function estimateUsers(ceiling: bigint): number {
  return Math.round((SKETCH_SIZE - 1) / (Number(ceiling) / HASH_RANGE));
}

function newHashes(ceiling: string | null, events: IssueEvents['events']): Set<bigint> {
  const identities = new Set(events.map(({ processed }) => processed.user_identity));
  const hashes = new Set<bigint>();
  for (const identity of identities) {
    if (identity === undefined) continue;
    const userHashOf = userHash(identity);
    if (ceiling === null || userHashOf < BigInt(ceiling)) hashes.add(userHashOf);
  }
  return hashes;
}

/** Cuts sketches back to their size. The estimate is not allowed to fall below a count that people saw already. */
async function trim(client: pg.PoolClient, overfull: Overfull[]): Promise<[string, UserCount][]> {
  if (overfull.length === 0) return [];
  const { rows } = await client.query<{ issue_id: string; ceiling: string }>(TRIM, [
    uuidArray(overfull.map(({ id }) => id)),
    intArray(overfull.map(({ surplus }) => surplus)),
  ]);
  const before = new Map(overfull.map(({ id, user_count }) => [id, user_count]));
  return rows.map(({ issue_id, ceiling }) => [
    issue_id,
    { count: Math.max(before.get(issue_id) ?? 0, SKETCH_SIZE, estimateUsers(BigInt(ceiling))), ceiling },
  ]);
}

const INSERT = prepared(
  'count users',
  `
  with added as (
    insert into issue_user (issue_id, user_hash)
    select issue_id, user_hash from unnest($1::uuid[], $2::bigint[]) as seen (issue_id, user_hash)
    order by issue_id, user_hash
    on conflict do nothing
    returning issue_id
  )
  select issue_id, count(*) as added from added group by issue_id`,
);

/** The surplus is known, so only the edge of a sketch is read, from its greatest hash down, and not all of it. */
const TRIM = prepared(
  'trim users',
  `
  with edge as (
    select issue_id, (
      select user_hash from issue_user where issue_user.issue_id = overfull.issue_id
      order by user_hash desc offset overfull.surplus limit 1
    ) as ceiling
    from unnest($1::uuid[], $2::int[]) as overfull (issue_id, surplus)
  ), surplus as (
    delete from issue_user using edge where issue_user.issue_id = edge.issue_id and user_hash > edge.ceiling
  )
  select issue_id, ceiling::text from edge where ceiling is not null`,
);
