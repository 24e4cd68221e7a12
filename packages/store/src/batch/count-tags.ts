import { int8Array, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import type { IssueChange } from './issue-change.ts';

/** An index entry must fit on a third of a page, and no client's text may decide whether it does. */
const MAX_TAG_VALUE = 250;

/** Counts the environments and releases that newly stored events were seen with. Under the issues' locks. */
export async function countTags(client: pg.PoolClient, changes: IssueChange[]): Promise<void> {
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

const TAGS = `
  insert into issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen)
  select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
                       $7::timestamptz[])
    as counted (issue_id, project_id, key, value, event_count, first_seen, last_seen)
  order by issue_id, key, value
  on conflict (issue_id, key, value) do update set
    event_count = issue_tag.event_count + excluded.event_count,
    first_seen = least(issue_tag.first_seen, excluded.first_seen),
    last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`;
