import {
  boolArray,
  int8Array,
  intArray,
  jsonbArray,
  textArray,
  timestamptzArray,
  uuidArray,
} from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import type { UserCount } from './count-users.ts';
import type { IssueChange } from './issue-change.ts';

/** Writes the changed rows, which are locked, and the search text of those whose words changed. */
export async function updateIssues(
  client: pg.PoolClient,
  changes: IssueChange[],
  userCounts: Map<string, UserCount>,
): Promise<void> {
  const users = changes.map(({ issue }): UserCount => {
    return userCounts.get(issue.id) ?? { count: issue.user_count, ceiling: issue.user_hash_ceiling };
  });
  await client.query(UPDATE, [
    uuidArray(changes.map(({ issue }) => issue.id)),
    textArray(changes.map(({ title }) => title)),
    textArray(changes.map(({ culprit }) => culprit)),
    textArray(changes.map(({ type }) => type)),
    textArray(changes.map(({ level }) => level)),
    textArray(changes.map(({ platform }) => platform)),
    boolArray(changes.map(({ handled }) => handled)),
    textArray(changes.map(({ status }) => status)),
    timestamptzArray(changes.map(({ firstSeen }) => firstSeen)),
    timestamptzArray(changes.map(({ lastSeen }) => lastSeen)),
    timestamptzArray(changes.map(({ firstReceivedAt }) => firstReceivedAt)),
    timestamptzArray(changes.map(({ lastReceivedAt }) => lastReceivedAt)),
    int8Array(changes.map(({ eventCount }) => eventCount)),
    int8Array(users.map(({ count }) => count)),
    int8Array(users.map(({ ceiling }) => (ceiling === null ? null : BigInt(ceiling)))),
    timestamptzArray(changes.map(({ regressedAt }) => regressedAt)),
    intArray(changes.map(({ regressionCount }) => regressionCount)),
    timestamptzArray(changes.map(({ ignoredUntil }) => ignoredUntil)),
    jsonbArray(changes.map(({ ignoreLimit }) => ignoreLimit && JSON.stringify(ignoreLimit))),
    intArray(changes.map(({ unignoreCount }) => unignoreCount)),
  ]);
  const reworded = changes.filter(({ isReworded }) => isReworded);
  if (reworded.length === 0) return;
  await client.query(UPDATE_SEARCH, [uuidArray(reworded.map(({ issue }) => issue.id))]);
}

const UPDATE = prepared(
  'update issues',
  `
  update issue set
    title = changed.title, culprit = changed.culprit, type = changed.type, level = changed.level,
    platform = changed.platform, handled = changed.handled, status = changed.status,
    first_seen = changed.first_seen, last_seen = changed.last_seen,
    first_received_at = changed.first_received_at, last_received_at = changed.last_received_at,
    event_count = changed.event_count, user_count = changed.user_count,
    user_hash_ceiling = changed.user_hash_ceiling,
    regressed_at = changed.regressed_at, regression_count = changed.regression_count,
    resolution = case when changed.status = 'resolved' then issue.resolution end,
    ignored_until = changed.ignored_until, ignore_limit = changed.ignore_limit,
    unignore_count = changed.unignore_count
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[],
              $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::bigint[],
              $14::bigint[], $15::bigint[], $16::timestamptz[], $17::integer[], $18::timestamptz[], $19::jsonb[],
              $20::integer[])
    as changed (id, title, culprit, type, level, platform, handled, status, first_seen, last_seen,
                first_received_at, last_received_at, event_count, user_count, user_hash_ceiling, regressed_at,
                regression_count, ignored_until, ignore_limit, unignore_count)
  where issue.id = changed.id`,
);

const UPDATE_SEARCH = `
  insert into issue_search (issue_id, project_id, text)
  select id, project_id, lower(title || E'\\n' || culprit) from issue where id = any($1::uuid[])
  on conflict (issue_id) do update set text = excluded.text`;
