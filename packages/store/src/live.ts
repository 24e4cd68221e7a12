import { boolArray, textArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { type LiveType, MOST_ISSUE_IDS } from '@railguard/protocol/live';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Queryable } from './database.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

export interface LiveMessage {
  project_id: string;
  type: LiveType;
  /** Beyond a hundred, the first are named and the message says that there are more. */
  issue_ids?: string[];
  /** Of `ingest.rejected`: why. */
  reason?: string;
}

/** The channel that tells of each new row, with all that is in it. */
export const LIVE_CHANNEL = 'railguard_live';

/** Tells live pages that something changed. Within a transaction, they hear of it once that commits. */
export async function announce(trx: Kysely<Tables>, messages: LiveMessage[]): Promise<void> {
  if (messages.length > 0) await trx.executeQuery(CompiledQuery.raw(ANNOUNCE.text, columnsOf(messages)));
}

/** The same where raw SQL is spoken: in the transaction that stores a batch. */
export async function announceBatch(queryable: Queryable, messages: LiveMessage[]): Promise<void> {
  if (messages.length > 0) await queryable.query(ANNOUNCE, columnsOf(messages));
}

function columnsOf(messages: LiveMessage[]): Buffer[] {
  return [
    uuidArray(messages.map(({ project_id }) => project_id)),
    textArray(messages.map(({ type }) => type)),
    textArray(messages.map(({ issue_ids = [] }) => `{${issue_ids.slice(0, MOST_ISSUE_IDS).join(',')}}`)),
    boolArray(messages.map(({ issue_ids = [] }) => issue_ids.length > MOST_ISSUE_IDS)),
    textArray(messages.map(({ reason }) => reason ?? null)),
  ];
}

/** What a reader remembers of a row: up to where it has heard everything, and when that was. See `live-replay.ts`. */
export const CURSOR = `concat(horizon, '-', floor(extract(epoch from created_at)))`;

/**
 * The notification holds the whole row, at most 4 kB of the 8 that PostgreSQL allows, so that hearing of it costs no
 * query. Notifications arrive once their transaction has committed, and in the order of commits.
 */
const ANNOUNCE = prepared(
  'announce',
  `
  with said as (
    insert into live_message (project_id, type, issue_ids, is_truncated, reason)
    select project_id, type, ids::uuid[], is_truncated, reason
    from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::text[])
      as message (project_id, type, ids, is_truncated, reason)
    returning *
  )
  select pg_notify('${LIVE_CHANNEL}', json_build_object(
    'cursor', ${CURSOR}, 'project_id', project_id, 'type', type, 'issue_ids', issue_ids,
    'is_truncated', is_truncated, 'reason', reason)::text)
  from said`,
);
