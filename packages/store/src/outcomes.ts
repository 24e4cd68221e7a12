import { int8Array, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { Category, CountedOutcome, OutcomeName } from '@railguard/protocol/outcome';
import { sql } from 'kysely';
import { firstByKey } from './batch/candidate.ts';
import { takeReceipts } from './batch/receipts.ts';
import type { Database, Queryable } from './database.ts';
import { type LedgerNote, noteFates } from './ledger-writes.ts';
import { announceBatch, type LiveMessage } from './live.ts';
import { prepared } from './prepared.ts';
import { isVisible, type Scope } from './scope.ts';
import { bucketOf, type Interval, startOfBucket } from './stats.ts';
import { createTally, startOfHour } from './tally.ts';
import { transaction } from './transaction.ts';

/** What became of items of a project that were received at about this time. */
export interface OutcomeCount extends CountedOutcome {
  project_id: string;
  received_at: Date | string | number;
}

export interface OutcomeRow {
  /** The beginning of its bucket; absent in sums over the whole range. */
  time?: Date;
  category: Category;
  outcome: OutcomeName;
  reason: string;
  quantity: number;
}

/** Adds to the counters; rows of projects that are gone are left out. Also within a transaction: pass its client. */
export async function addOutcomes(queryable: Queryable, counts: OutcomeCount[]): Promise<void> {
  const tally = createTally<[projectId: string, hour: number, category: string, outcome: string, reason: string]>();
  for (const { project_id, received_at, category, outcome, reason, quantity } of counts) {
    if (quantity > 0) tally.add([project_id, startOfHour(toTime(received_at)), category, outcome, reason], quantity);
  }
  const rows = tally.entries();
  if (rows.length === 0) return;
  await queryable.query(ADD, [
    uuidArray(rows.map(({ key }) => key[0])),
    timestamptzArray(rows.map(({ key }) => key[1])),
    textArray(rows.map(({ key }) => key[2])),
    textArray(rows.map(({ key }) => key[3])),
    textArray(rows.map(({ key }) => key[4])),
    int8Array(rows.map(({ quantity }) => quantity)),
  ]);
}

/**
 * The same, and nothing where counts with this id were added before: whoever lost the answer may try again.
 * What became of single events is noted with them, and live pages are told of what was refused.
 */
export async function addOutcomesOnce(
  database: Database,
  id: string,
  counts: OutcomeCount[],
  notes: LedgerNote[] = [],
): Promise<void> {
  await transaction(database, async (client) => {
    const isNew = (await takeReceipts(client, [id])).has(id);
    if (!isNew) return;
    await addOutcomes(client, counts);
    await noteFates(client, notes);
    await announceBatch(client, rejectionsAmong(counts));
  });
}

/** What somebody should look into: not what was stored, dropped on purpose or never sent. */
const REJECTIONS: OutcomeName[] = ['filtered', 'rate_limited', 'invalid'];

function rejectionsAmong(counts: OutcomeCount[]): LiveMessage[] {
  const rejected = counts.filter(({ outcome }) => REJECTIONS.includes(outcome));
  const once = firstByKey(rejected, ({ project_id, reason }) => `${project_id} ${reason}`);
  return [...once.values()].map(({ project_id, reason }) => ({ project_id, type: 'ingest.rejected', reason }));
}

function toTime(time: Date | string | number): number {
  return typeof time === 'number' ? time : new Date(time).getTime();
}

/** Projects are held so that none is deleted under its counters, and rows are taken in one order by everybody. */
const ADD = prepared(
  'add outcomes',
  `
  with existing as (select id from project where id = any($1::uuid[]) and deleted_at is null order by id for key share)
  insert into outcome_hourly (project_id, hour, category, outcome, reason, quantity)
  select counted.*
  from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[])
    as counted (project_id, hour, category, outcome, reason, quantity)
  where project_id in (select id from existing)
  order by project_id, hour, category, outcome, reason
  on conflict (project_id, hour, category, outcome, reason)
    do update set quantity = outcome_hourly.quantity + excluded.quantity`,
);

/** Sums for the range, or one for each bucket that has any, oldest first. Hours that overlap the range count whole. */
export async function projectOutcomes(
  database: Database,
  scope: Scope,
  projectId: string,
  { from, to, interval, category }: { from: Date; to: Date; interval?: Interval; category?: Category },
): Promise<OutcomeRow[]> {
  const time = interval ? sql`${bucketOf(interval)} as time,` : sql``;
  const byTime = interval ? sql`time,` : sql``;
  const { rows } = await sql<OutcomeRow>`
    select ${time} category, outcome, reason, sum(quantity)::bigint as quantity
    from outcome_hourly
    where project_id = ${projectId} and ${isVisible(scope, projectId)}
      and hour >= ${startOfBucket(from, interval ?? '1h')} and hour < ${to}
      ${category ? sql`and category = ${category}` : sql``}
    group by ${byTime} category, outcome, reason
    order by ${byTime} category, outcome, reason
    limit ${MAX_ROWS}`.execute(database.kysely);
  return rows;
}

/** Hours of a month times the kinds of outcomes that a project really has; beyond, ask for days or less time. */
const MAX_ROWS = 20_000;
