import { uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';

/** Writes a receipt for each message; answers those that had none. In the order of ids, so that no two batches wait for one another. */
export async function takeReceipts(client: pg.PoolClient, messageIds: string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ message_id: string }>(TAKE, [uuidArray(messageIds)]);
  return new Set(rows.map((row) => row.message_id));
}

const TAKE = prepared(
  'take receipts',
  `insert into message_receipt (message_id) select id from unnest($1::uuid[]) as message (id) order by id
   on conflict do nothing returning message_id`,
);
