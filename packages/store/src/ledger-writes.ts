import { int8Array, intArray, textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { newUuid } from '@railguard/protocol/ids';
import type { Queryable } from './database.ts';
import type { Fate } from './ledger.ts';
import { prepared } from './prepared.ts';
import { createTally, startOfHour } from './tally.ts';

/** What became of an event whose id is known. */
export interface LedgerNote {
  project_id: string;
  /** In either form. */
  event_id: string;
  received_at: Date | string | number;
  fate: Fate;
  reason: string;
  /** Of dead letters: what failed. */
  error?: string;
}

/** Refused events of a project whose ids are not known, or were too many to note. */
export interface UnnamedRefusals {
  project_id: string;
  quantity: number;
}

/** Ids that the queue took within about a second. */
export interface AcceptedIds {
  project_id: string;
  /** When the first of them was. */
  accepted_at: Date;
  event_ids: string[];
}

/** Of a project and hour: an entry takes some 150 bytes, and a flood of refusals must not fill the disk. */
const MAX_ENTRIES = 10_000;
/** A batch of nothing but refusals costs no more than that. */
const MOST_AT_ONCE = 200;
const MAX_ERROR = 500;

/**
 * Notes fates, the latest of each event; beyond `MOST_AT_ONCE`, and `MAX_ENTRIES` of an hour, they are only counted. Those of projects that
 * are gone are left out. Also within a transaction, after the counters: pass its client.
 */
export async function noteFates(
  queryable: Queryable,
  notes: LedgerNote[],
  unnamed: UnnamedRefusals[] = [],
  now = Date.now(),
): Promise<void> {
  if (notes.length === 0 && unnamed.length === 0) return;
  const all = [...new Map(notes.map((note) => [`${note.project_id} ${note.event_id}`, note])).values()];
  const latest = all.slice(0, MOST_AT_ONCE);
  const counts = createTally<[projectId: string]>();
  for (const { project_id } of all.slice(MOST_AT_ONCE)) counts.add([project_id], 1);
  for (const { project_id, quantity } of unnamed) counts.add([project_id], quantity);
  const gaps = counts.entries();
  await queryable.query(NOTE, [
    uuidArray(latest.map(({ project_id }) => project_id)),
    uuidArray(latest.map(({ event_id }) => event_id)),
    timestamptzArray(latest.map(({ received_at }) => received_at)),
    textArray(latest.map(({ fate }) => fate)),
    textArray(latest.map(({ reason }) => reason)),
    // Messages of errors may quote what a client sent, and PostgreSQL's text has no NUL.
    textArray(latest.map(({ error }) => error?.replaceAll('\u0000', '').slice(0, MAX_ERROR))),
    uuidArray(gaps.map(({ key }) => key[0])),
    int8Array(gaps.map(({ quantity }) => quantity)),
    new Date(now),
    new Date(startOfHour(now)),
  ]);
}

/** Remembers ids that the queue took; those of projects that are gone are left out. */
export async function noteAccepted(queryable: Queryable, accepted: AcceptedIds[]): Promise<void> {
  if (accepted.length === 0) return;
  await queryable.query(ACCEPT, [
    uuidArray(accepted.map(({ project_id }) => project_id)),
    uuidArray(accepted.map(({ accepted_at }) => newUuid(accepted_at.getTime()))),
    timestamptzArray(accepted.map(({ accepted_at }) => accepted_at)),
    intArray(accepted.flatMap(({ event_ids }, index) => event_ids.map(() => index + 1))),
    uuidArray(accepted.flatMap(({ event_ids }) => event_ids)),
  ]);
}

/** Rows are taken in one order by everybody: entries by project and event, then the hours. */
const NOTE = prepared(
  'note fates',
  `
  with existing as (
    select id from project where id = any($1::uuid[] || $7::uuid[]) and deleted_at is null order by id for key share
  ), noted as (
    select note.*, row_number() over (partition by project_id order by place) as place_of_project
    from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[]) with ordinality
      as note (project_id, event_id, received_at, outcome, reason, error, place)
    where project_id in (select id from existing)
  ), admitted as (
    select noted.* from noted left join ledger_hourly on ledger_hourly.project_id = noted.project_id and hour = $10::timestamptz
    where place_of_project <= ${MAX_ENTRIES} - coalesce(entry_count, 0)
  ), entered as (
    insert into ledger_entry (project_id, event_id, received_at, decided_at, outcome, reason, error)
    select project_id, event_id, received_at, $9::timestamptz, outcome, reason, error from admitted
    order by project_id, event_id
    on conflict (project_id, event_id) do update set
      received_at = excluded.received_at, decided_at = excluded.decided_at, outcome = excluded.outcome,
      reason = excluded.reason, error = excluded.error
    returning project_id
  )
  insert into ledger_hourly (project_id, hour, entry_count, unnamed_count)
  select project_id, $10::timestamptz, sum(entries), sum(unnamed)
  from (
    select project_id, 1 as entries, 0 as unnamed from entered
    union all select project_id, 0, 1 from noted where (project_id, event_id) not in (select project_id, event_id from admitted)
    union all select project_id, 0, quantity from unnest($7::uuid[], $8::bigint[]) as gap (project_id, quantity)
      where project_id in (select id from existing)
  ) as counted
  group by project_id
  order by project_id
  on conflict (project_id, hour) do update set
    entry_count = ledger_hourly.entry_count + excluded.entry_count,
    unnamed_count = ledger_hourly.unnamed_count + excluded.unnamed_count`,
);

/** The place of each id says whose it is. */
const ACCEPT = prepared(
  'note accepted',
  `
  with existing as (select id from project where id = any($1::uuid[]) and deleted_at is null order by id for key share)
  insert into accepted_recent (project_id, id, accepted_at, event_count, event_ids)
  select project_id, id, accepted_at, cardinality(event_ids), event_ids
  from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) with ordinality as noted (project_id, id, accepted_at, place)
  join (
    select place, array_agg(event_id) as event_ids from unnest($4::integer[], $5::uuid[]) as taken (place, event_id)
    group by place
  ) as gathered using (place)
  where project_id in (select id from existing)`,
);
