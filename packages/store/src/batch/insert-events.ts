import {
  byteaArray,
  int8Array,
  intArray,
  textArray,
  timestamptzArray,
  uuidArray,
} from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { encodePayload } from '../payload.ts';
import { prepared } from '../prepared.ts';
import { type Candidate, eventKey } from './candidate.ts';
import type { TagBook } from './tag-book.ts';

/** Inserts events and answers those that were really inserted. `issueIdOf` names each one's issue. */
export async function insertEvents(
  client: pg.PoolClient,
  candidates: Candidate[],
  issueIdOf: (candidate: Candidate) => string,
  tagsOf: TagBook,
): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const events = candidates.map(({ processed }) => processed.event);
  const hashes = candidates.map(({ processed }) => tagsOf(processed).map(({ hash }) => hash));
  let before = 0;
  const ends = hashes.map(({ length }) => (before += length));
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
    int8Array(hashes.flat()),
    intArray(hashes.map(({ length }, place) => ends[place]! - length + 1)),
    intArray(ends),
  ]);
  if (rows.length === candidates.length) return candidates;
  const inserted = new Set(rows.map((row) => row.project_id + row.event_id.replaceAll('-', '')));
  return candidates.filter((candidate) => inserted.has(eventKey(candidate)));
}

/**
 * In the order of the key: two batches that insert the same events wait for one another in one direction only.
 * Arrays of arrays must be as long as one another in SQL, so the hashes of all events are one, and each takes its slice.
 */
const INSERT = prepared(
  'insert events',
  `
  insert into event (project_id, event_id, received_at, issue_id, occurred_at, level, environment, release, payload,
                     tag_hashes)
  select project_id, event_id, received_at, issue_id, occurred_at, level, environment, release, payload,
         ($10::bigint[])[first_hash:last_hash]
  from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::timestamptz[], $6::text[],
              $7::text[], $8::text[], $9::bytea[], $11::integer[], $12::integer[])
    as candidate (project_id, event_id, received_at, issue_id, occurred_at, level, environment, release, payload,
                  first_hash, last_hash)
  order by project_id, event_id, received_at
  on conflict do nothing
  returning project_id, event_id`,
);
