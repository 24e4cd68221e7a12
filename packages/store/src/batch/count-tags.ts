import { int8Array, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import type { IssueEvents } from './issue-change.ts';

/** An index entry must fit on a third of a page, and no client's text may decide whether it does. */
const MAX_TAG_VALUE = 250;
/** Of an issue and key. Who sends a new release with every event must not fill the table. */
const MAX_VALUES = 200;

/**
 * Counts the environments and releases that newly stored events were seen with, the first `MAX_VALUES` of each for an
 * issue. Under the issues' locks.
 */
export async function countTags(client: pg.PoolClient, changes: IssueEvents[]): Promise<void> {
  const rows = new Map<string, { issueId: string; projectId: string; key: string; value: string; times: number[] }>();
  for (const { issue, events } of changes) {
    for (const { processed, occurredAt } of events) {
      for (const key of ['environment', 'release'] as const) {
        const value = processed.event[key]?.slice(0, MAX_TAG_VALUE);
        if (!value) continue;
        const name = `${issue.id}${key}${value}`;
        const row = rows.get(name) ?? { issueId: issue.id, projectId: issue.project_id, key, value, times: [] };
        row.times.push(occurredAt);
        rows.set(name, row);
      }
    }
  }
  if (rows.size === 0) return;
  const tags = [...rows.values()];
  await client.query(TAGS, [
    uuidArray(tags.map(({ issueId }) => issueId)),
    uuidArray(tags.map(({ projectId }) => projectId)),
    textArray(tags.map(({ key }) => key)),
    textArray(tags.map(({ value }) => value)),
    int8Array(tags.map(({ times }) => times.length)),
    timestamptzArray(tags.map(({ times }) => Math.min(...times))),
    timestamptzArray(tags.map(({ times }) => Math.max(...times))),
  ]);
}

/** Values that are known are looked up one by one; how many there are is asked for new ones only. */
const TAGS = prepared(
  'count tags',
  `
  insert into issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen)
  select issue_id, project_id, key, value, event_count, first_seen, last_seen
  from (
    select counted.*, known, row_number() over (partition by issue_id, key, known order by value) as place
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::timestamptz[])
      as counted (issue_id, project_id, key, value, event_count, first_seen, last_seen)
    left join lateral (
      select true as known from issue_tag
      where issue_tag.issue_id = counted.issue_id and issue_tag.key = counted.key and issue_tag.value = counted.value
      limit 1
    ) as stored on true
  ) as ranked
  where known or place <= ${MAX_VALUES} - (
    select count(*) from issue_tag where issue_tag.issue_id = ranked.issue_id and issue_tag.key = ranked.key
  )
  order by issue_id, key, value
  on conflict (issue_id, key, value) do update set
    event_count = issue_tag.event_count + excluded.event_count,
    first_seen = least(issue_tag.first_seen, excluded.first_seen),
    last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`,
);
