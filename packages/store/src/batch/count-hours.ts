import { int8Array, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import { createTally, startOfHour } from '../tally.ts';
import type { Candidate } from './candidate.ts';
import type { IssueEvents } from './issue-change.ts';

/** Counts newly stored events by hour of their own time, for each issue. Under the issues' locks. */
export async function countIssueHours(client: pg.PoolClient, changes: IssueEvents[]): Promise<void> {
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

async function addHours(
  client: pg.PoolClient,
  statement: { name: string; text: string },
  rows: HourRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(statement, [
    uuidArray(rows.map(({ key }) => key[0])),
    timestamptzArray(rows.map(({ key }) => key[1])),
    int8Array(rows.map(({ quantity }) => quantity)),
  ]);
}

const ISSUE_HOURS = prepared(
  'count issue hours',
  `
  insert into issue_hourly (issue_id, hour, event_count)
  select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as counted (issue_id, hour, event_count)
  order by issue_id, hour
  on conflict (issue_id, hour) do update set event_count = issue_hourly.event_count + excluded.event_count`,
);

const PROJECT_HOURS = prepared(
  'count project hours',
  `
  insert into project_hourly (project_id, hour, event_count)
  select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as counted (project_id, hour, event_count)
  order by project_id, hour
  on conflict (project_id, hour) do update set event_count = project_hourly.event_count + excluded.event_count`,
);
