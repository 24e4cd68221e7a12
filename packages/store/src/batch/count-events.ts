import { int8Array, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import type { Candidate } from './candidate.ts';
import type { IssueChange } from './issue-change.ts';
import { createTally, startOfHour } from './tally.ts';

/** Counts newly stored events by hour of their own time, for each issue. Under the issues' locks. */
export async function countIssueHours(client: pg.PoolClient, changes: IssueChange[]): Promise<void> {
  const tally = createTally<[issueId: string, hour: number]>();
  for (const { issue, events } of changes) {
    for (const { occurredAt } of events) tally.add([issue.id, startOfHour(occurredAt)], 1);
  }
  await addHours(client, ISSUE_HOURS, tally.entries());
}

/** The same for each project: rows that every worker wants, so this comes late in the transaction. */
export async function countProjectHours(client: pg.PoolClient, events: Candidate[]): Promise<void> {
  const tally = createTally<[projectId: string, hour: number]>();
  for (const { projectId, occurredAt } of events) tally.add([projectId, startOfHour(occurredAt)], 1);
  await addHours(client, PROJECT_HOURS, tally.entries());
}

type HourRow = { key: [id: string, hour: number]; quantity: number };

async function addHours(client: pg.PoolClient, sql: string, rows: HourRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(sql, [
    uuidArray(rows.map(({ key }) => key[0])),
    timestamptzArray(rows.map(({ key }) => key[1])),
    int8Array(rows.map(({ quantity }) => quantity)),
  ]);
}

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

/** An index entry must fit on a third of a page, and no client's text may decide whether it does. */
export const MAX_TAG_VALUE = 250;

const ISSUE_HOURS = `
  insert into issue_hourly (issue_id, hour, event_count)
  select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as counted (issue_id, hour, event_count)
  order by issue_id, hour
  on conflict (issue_id, hour) do update set event_count = issue_hourly.event_count + excluded.event_count`;

const PROJECT_HOURS = `
  insert into project_hourly (project_id, hour, event_count)
  select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as counted (project_id, hour, event_count)
  order by project_id, hour
  on conflict (project_id, hour) do update set event_count = project_hourly.event_count + excluded.event_count`;

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
