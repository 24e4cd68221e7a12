import { textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type { LiveType } from '@railguard/protocol/live';
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

export interface LiveMessage {
  project_id: string;
  type: LiveType;
  issue_ids?: string[];
}

/** The channel that tells of new rows, each notification the id of the last one. */
export const LIVE_CHANNEL = 'railguard_live';

/** Tells live pages that something changed. Within a transaction, they hear of it once that commits. */
export async function announce(trx: Kysely<Tables>, messages: LiveMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await sql`
    with said as (
      insert into live_message (project_id, type, issue_ids)
      select project_id, type, array(select jsonb_array_elements_text(ids)::uuid)
      from unnest(${uuidArray(messages.map(({ project_id }) => project_id))}::uuid[],
                  ${textArray(messages.map(({ type }) => type))}::text[],
                  ${messages.map(({ issue_ids = [] }) => JSON.stringify(issue_ids))}::jsonb[]) as message (project_id, type, ids)
      returning id
    )
    select pg_notify(${LIVE_CHANNEL}, max(id)::text) from said`.execute(trx);
}
