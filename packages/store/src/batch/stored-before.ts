import { uuidArray } from '@railguard/kit/pg-binary-array';
import type pg from 'pg';
import { prepared } from '../prepared.ts';
import { type Candidate, eventKey } from './candidate.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Clocks of clients and ingestors differ, but hardly by more. */
const CLOCK_SKEW_MS = DAY_MS;
/** Younger events than this share one look at the last days; older ones must look further back. */
const FRESH_MS = DAY_MS;
/**
 * So few late events are looked up by one statement. Months late on TimescaleDB each of them is looked for in every
 * compressed day of its project (4 µs for 1,000 events of a day), and no statement may take longer than 30 s.
 */
const LATE_AT_ONCE = 20;

/**
 * The keys of the candidates whose id is stored already: a client sent the event again and it was received at another
 * time, which the primary key does not catch.
 *
 * An event cannot have been received before it happened, so the search begins a day before the oldest of them and
 * prunes all earlier partitions. Late ones are looked up apart, those of about one time together, lest one of them widen
 * the search for all.
 */
export async function storedBefore(client: pg.PoolClient, candidates: Candidate[]): Promise<Set<string>> {
  const isFresh = ({ occurredAt, receivedAt }: Candidate) => occurredAt >= receivedAt - FRESH_MS;
  const late = candidates.filter((candidate) => !isFresh(candidate)).sort((a, b) => a.occurredAt - b.occurredAt);
  const found = new Set<string>();
  for (const group of [candidates.filter(isFresh), ...slices(late, LATE_AT_ONCE)]) {
    if (group.length === 0) continue;
    for (const key of await search(client, group)) found.add(key);
  }
  return found;
}

function slices<T>(values: T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / length) }, (_, place) =>
    values.slice(place * length, (place + 1) * length),
  );
}

async function search(client: pg.PoolClient, candidates: Candidate[]): Promise<string[]> {
  let from = Number.POSITIVE_INFINITY;
  let to = Date.now();
  for (const { occurredAt, receivedAt } of candidates) {
    from = Math.min(from, occurredAt, receivedAt);
    to = Math.max(to, receivedAt);
  }
  const { rows } = await client.query<{ place: number }>(SEARCH, [
    uuidArray(candidates.map(({ projectId }) => projectId)),
    uuidArray(candidates.map(({ eventId }) => eventId)),
    new Date(from - CLOCK_SKEW_MS),
    new Date(to + HOUR_MS),
  ]);
  return rows.map(({ place }) => eventKey(candidates[place - 1]!));
}

/** Lateral with a limit, so that the planner can only look each candidate up and never reads a whole partition. */
const SEARCH = prepared(
  'search stored events',
  `
  select place
  from unnest($1::uuid[], $2::uuid[]) with ordinality as candidate (project_id, event_id, place)
  cross join lateral (
    select from event
    where event.project_id = candidate.project_id and event.event_id = candidate.event_id
      and event.received_at >= $3 and event.received_at < $4
    limit 1
  ) as stored`,
);
