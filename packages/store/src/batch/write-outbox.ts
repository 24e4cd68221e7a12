import { intArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { newUuid } from '@railguard/protocol/ids';
import type pg from 'pg';
import type { IssueChange } from './issue-change.ts';

/** One notification for each issue that is new or came back, whatever kept it away; delivered after the transaction, by others. */
export async function writeOutbox(client: pg.PoolClient, changes: IssueChange[]): Promise<void> {
  const newsworthy = changes.filter(({ isNew, back }) => isNew || back);
  if (newsworthy.length === 0) return;
  await client.query(INSERT, [
    uuidArray(newsworthy.map(() => newUuid())),
    uuidArray(newsworthy.map(({ issue }) => issue.project_id)),
    uuidArray(newsworthy.map(({ issue }) => issue.id)),
    uuidArray(newsworthy.map(({ newest }) => newest.eventId)),
    textArray(newsworthy.map((change) => occasionOf(change).occasion)),
    intArray(newsworthy.map((change) => occasionOf(change).occurrence)),
  ]);
}

function occasionOf({ isNew, isRegressed, regressionCount, unignoreCount }: IssueChange) {
  if (isNew) return { occasion: 'new_issue', occurrence: 1 };
  if (isRegressed) return { occasion: 'regression', occurrence: regressionCount };
  return { occasion: 'unignored', occurrence: unignoreCount };
}

const INSERT = `
  insert into notification (id, project_id, issue_id, event_id, occasion, occurrence)
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::integer[])
  on conflict (issue_id, occasion, occurrence) do nothing`;
