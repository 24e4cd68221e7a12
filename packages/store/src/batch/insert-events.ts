import { byteaArray, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { encodePayload } from '../payload.ts';
import { prepared } from '../prepared.ts';
import { type Candidate, eventKey } from './candidate.ts';

/** Inserts events and answers those that were really inserted. `issueIdOf` names each one's issue. */
export async function insertEvents(
  client: pg.PoolClient,
  candidates: Candidate[],
  issueIdOf: (candidate: Candidate) => string,
): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const events = candidates.map(({ processed }) => processed.event);
  const { rows } = await client.query<{ project_id: string; event_id: string }>(INSERT, [
    uuidArray(candidates.map(({ projectId }) => projectId)),
    uuidArray(candidates.map(({ eventId }) => eventId)),
    timestamptzArray(candidates.map(({ receivedAt }) => receivedAt)),
    uuidArray(candidates.map(issueIdOf)),
    timestamptzArray(candidates.map(({ occurredAt }) => occurredAt)),
    textArray(events.map(({ level }) => level)),
    textArray(events.map(({ environment }) => environment)),
    textArray(events.map(({ release }) => release)),
    byteaArray(events.map(encodePayload)),
  ]);
  if (rows.length === candidates.length) return candidates;
  const inserted = new Set(rows.map((row) => row.project_id + row.event_id.replaceAll('-', '')));
  return candidates.filter((candidate) => inserted.has(eventKey(candidate)));
}

/** In the order of the key: two batches that insert the same events wait for one another in one direction only. */
const INSERT = prepared(
  'insert events',
  `
  insert into event (project_id, event_id, received_at, issue_id, occurred_at, level, environment, release, payload)
  select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::timestamptz[], $6::text[],
                       $7::text[], $8::text[], $9::bytea[])
    as candidate (project_id, event_id, received_at, issue_id, occurred_at, level, environment, release, payload)
  order by project_id, event_id, received_at
  on conflict do nothing
  returning project_id, event_id`,
);
