import { intArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Occasion } from '@railguard/protocol/alert-rule';
import { newUuid } from '@railguard/protocol/ids';
import type pg from 'pg';
import type { IssueChange } from './issue-change.ts';

/** One notification for each issue that is new or came back, whatever kept it away; delivered after the transaction, by others. */
export async function writeOutbox(client: pg.PoolClient, changes: IssueChange[]): Promise<void> {
  await insert(
    client,
    changes.filter(({ isNew, back }) => isNew || back).map((change) => ({ change, ...occasionOf(change) })),
  );
}

/** One for each project that just got its first event, about the issue that it made. */
export async function writeFirstEvents(
  client: pg.PoolClient,
  changes: IssueChange[],
  awakened: string[],
): Promise<void> {
  const firsts = awakened.flatMap((id) => changes.find(({ issue }) => issue.project_id === id) ?? []);
  await insert(
    client,
    firsts.map((change) => ({ change, occasion: 'first_event', occurrence: 1 })),
  );
}

interface Notice {
  change: IssueChange;
  occasion: Occasion;
  occurrence: number;
}

function occasionOf({ isNew, isRegressed, regressionCount, unignoreCount }: IssueChange): Omit<Notice, 'change'> {
  if (isNew) return { occasion: 'new_issue', occurrence: 1 };
  if (isRegressed) return { occasion: 'regression', occurrence: regressionCount };
  return { occasion: 'unignored', occurrence: unignoreCount };
}

async function insert(client: pg.PoolClient, notices: Notice[]): Promise<void> {
  if (notices.length === 0) return;
  await client.query(INSERT, [
    uuidArray(notices.map(() => newUuid())),
    uuidArray(notices.map(({ change }) => change.issue.project_id)),
    uuidArray(notices.map(({ change }) => change.issue.id)),
    uuidArray(notices.map(({ change }) => change.newest.eventId)),
    textArray(notices.map(({ occasion }) => occasion)),
    intArray(notices.map(({ occurrence }) => occurrence)),
  ]);
}

const INSERT = `
  insert into notification (id, project_id, issue_id, event_id, occasion, occurrence)
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::integer[])
  on conflict (issue_id, occasion, occurrence) do nothing`;
