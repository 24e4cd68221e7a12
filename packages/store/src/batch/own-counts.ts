import { boolArray, int8Array, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Queryable } from '../database.ts';
import type { UserCount } from './count-users.ts';
import type { IssueChange } from './issue-change.ts';
import type { LockedIssue } from './locks.ts';

/** What an issue with members counts without them. */
export type OwnCounts = Pick<
  LockedIssue,
  | 'handled'
  | 'first_seen'
  | 'last_seen'
  | 'first_received_at'
  | 'last_received_at'
  | 'event_count'
  | 'user_count'
  | 'user_hash_ceiling'
>;

/** By issue. Under the issues' locks. */
export async function readOwnCounts(queryable: Queryable, issueIds: string[]): Promise<Map<string, OwnCounts>> {
  const { rows } = await queryable.query<OwnCounts & { issue_id: string }>(READ, [uuidArray(issueIds)]);
  return new Map(rows.map(({ issue_id, ...own }) => [issue_id, own]));
}

export async function writeOwnCounts(
  queryable: Queryable,
  changes: IssueChange[],
  users: Map<string, UserCount>,
): Promise<void> {
  const userCounts = changes.map(({ issue }): UserCount => {
    return users.get(issue.id) ?? { count: issue.user_count, ceiling: issue.user_hash_ceiling };
  });
  await queryable.query(WRITE, [
    uuidArray(changes.map(({ issue }) => issue.id)),
    boolArray(changes.map(({ handled }) => handled)),
    timestamptzArray(changes.map(({ firstSeen }) => firstSeen)),
    timestamptzArray(changes.map(({ lastSeen }) => lastSeen)),
    timestamptzArray(changes.map(({ firstReceivedAt }) => firstReceivedAt)),
    timestamptzArray(changes.map(({ lastReceivedAt }) => lastReceivedAt)),
    int8Array(changes.map(({ eventCount }) => eventCount)),
    int8Array(userCounts.map(({ count }) => count)),
    int8Array(userCounts.map(({ ceiling }) => (ceiling === null ? null : BigInt(ceiling)))),
  ]);
}

const READ = `
  select issue_id, handled, first_seen, last_seen, first_received_at, last_received_at, event_count, user_count,
         user_hash_ceiling::text
  from issue_own where issue_id = any($1::uuid[])`;

const WRITE = `
  update issue_own set
    handled = changed.handled, first_seen = changed.first_seen, last_seen = changed.last_seen,
    first_received_at = changed.first_received_at, last_received_at = changed.last_received_at,
    event_count = changed.event_count, user_count = changed.user_count, user_hash_ceiling = changed.user_hash_ceiling
  from unnest($1::uuid[], $2::boolean[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
              $7::bigint[], $8::bigint[], $9::bigint[])
    as changed (issue_id, handled, first_seen, last_seen, first_received_at, last_received_at, event_count,
                user_count, user_hash_ceiling)
  where issue_own.issue_id = changed.issue_id`;
