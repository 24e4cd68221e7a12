import { int8Array, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import { userHash } from './count-users.ts';
import type { IssueChange } from './issue-change.ts';
import type { HeldProject } from './locks.ts';

/**
 * Notes down which issues changed where a rule of their project looks at how often they come, and when they were seen
 * with whom where one looks at users. Costs nothing where there is no such rule. Under the issues' locks.
 */
export async function watchIssues(
  client: pg.PoolClient,
  projects: Map<string, HeldProject>,
  changes: IssueChange[],
): Promise<void> {
  const watched = changes.filter(({ issue }) => projects.get(issue.project_id)?.counts);
  if (watched.length === 0) return;
  await client.query(WATCH, [
    uuidArray(watched.map(({ issue }) => issue.id)),
    uuidArray(watched.map(({ issue }) => issue.project_id)),
  ]);
  const seen = new Map<string, { issueId: string; hash: bigint; at: number }>();
  for (const { issue, events } of watched) {
    if (!projects.get(issue.project_id)?.counts_users) continue;
    for (const { processed, receivedAt } of events) {
      if (processed.user_identity === undefined) continue;
      const hash = userHash(processed.user_identity);
      const key = `${issue.id} ${hash}`;
      seen.set(key, { issueId: issue.id, hash, at: Math.max(receivedAt, seen.get(key)?.at ?? 0) });
    }
  }
  if (seen.size === 0) return;
  const users = [...seen.values()];
  await client.query(SEE_USERS, [
    uuidArray(users.map(({ issueId }) => issueId)),
    int8Array(users.map(({ hash }) => hash)),
    timestamptzArray(users.map(({ at }) => at)),
  ]);
}

const WATCH = prepared(
  'watch issues',
  `
  insert into issue_watch (issue_id, project_id, changed_at)
  select issue_id, project_id, clock_timestamp() from unnest($1::uuid[], $2::uuid[]) as watched (issue_id, project_id)
  order by issue_id
  on conflict (issue_id) do update set changed_at = excluded.changed_at`,
);

const SEE_USERS = prepared(
  'see users',
  `
  insert into issue_user_recent (issue_id, user_hash, seen_at)
  select * from unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as seen (issue_id, user_hash, seen_at)
  order by issue_id, user_hash
  on conflict (issue_id, user_hash)
    do update set seen_at = greatest(issue_user_recent.seen_at, excluded.seen_at)`,
);
