import { dashed, parseEventId } from '@railguard/protocol/ids';
import type { OutcomeName } from '@railguard/protocol/outcome';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';

/** How long what became of a refused event can be asked for. */
export const LEDGER_DAYS = 7;
/** How long an event that was accepted is known to be under way. */
export const ACCEPTED_MINUTES = 60;
/** Of a project, the newest: what one question may have to look through (16 MB). */
const MOST_ACCEPTED = 1_000_000;

/** What became of an event that was refused; `dead_letter` where we gave it up. */
export type Fate = Exclude<OutcomeName, 'stored' | 'client_discarded'> | 'dead_letter';

/** Where an event is. */
export type Whereabouts =
  | { state: 'stored'; issue_id: string; received_at: Date }
  /** The queue holds it, or a worker. */
  | { state: 'queued'; received_at: Date }
  | { state: Fate; received_at: Date; decided_at: Date; reason: string; error: string | null }
  /** Never seen, longer ago than the ledger keeps, or (where `has_gaps`) refused without its id being known. */
  | { state: 'unknown'; has_gaps: boolean };

interface Entry {
  state: Fate;
  received_at: Date;
  decided_at: Date;
  reason: string;
  error: string | null;
}

/**
 * Where an event is, by its id, 32 hex digits or a UUID. Stored wins, then whichever came last: being refused or, sent
 * again, being accepted. `unknown` where the project is not visible.
 */
export async function findInLedger(
  database: Database,
  scope: Scope,
  projectId: string,
  eventId: string,
): Promise<Whereabouts> {
  const id = parseEventId(eventId);
  if (!id) return { state: 'unknown', has_gaps: false };
  const stored = await findStored(database, scope, projectId, dashed(id));
  if (stored) return { state: 'stored', ...stored };
  const [entry, acceptedAt] = await Promise.all([
    findEntry(database, scope, projectId, dashed(id)),
    findAccepted(database, scope, projectId, dashed(id)),
  ]);
  if (acceptedAt && !(entry && entry.decided_at >= acceptedAt)) {
    // It may have been stored since it was looked for.
    const meanwhile = await findStored(database, scope, projectId, dashed(id));
    return meanwhile ? { state: 'stored', ...meanwhile } : { state: 'queued', received_at: acceptedAt };
  }
  return entry ?? { state: 'unknown', has_gaps: await hasGaps(database, scope, projectId) };
}

async function findStored(database: Database, scope: Scope, projectId: string, eventId: string) {
  const { rows } = await sql<{ issue_id: string; received_at: Date }>`
    select coalesce(issue.merged_into_id, issue.id) as issue_id, event.received_at from event join issue on issue.id = event.issue_id
    where event.project_id = ${projectId} and event.event_id = ${eventId} and ${isVisible(scope, projectId)}
    order by event.received_at limit 1`.execute(database.kysely);
  return rows[0];
}

async function findEntry(database: Database, scope: Scope, projectId: string, eventId: string) {
  const { rows } = await sql<Entry>`
    select outcome as state, received_at, decided_at, reason, error from ledger_entry
    where project_id = ${projectId} and event_id = ${eventId} and ${isVisible(scope, projectId)}
      and decided_at >= ${ago(LEDGER_DAYS * 24 * 60)}`.execute(database.kysely);
  return rows[0];
}

/** Newest first, and no further than the first million of ids. */
async function findAccepted(
  database: Database,
  scope: Scope,
  projectId: string,
  eventId: string,
): Promise<Date | undefined> {
  const { rows } = await sql<{ accepted_at: Date }>`
    select accepted_at from accepted_recent
    where project_id = ${projectId} and ${isVisible(scope, projectId)} and accepted_at >= ${ago(ACCEPTED_MINUTES)}
      and id >= coalesce((
        select min(id::text)::uuid from (
          select id, sum(event_count) over (order by id desc) as seen from accepted_recent
          where project_id = ${projectId}
        ) as newest where seen <= ${MOST_ACCEPTED}
      ), '00000000-0000-0000-0000-000000000000')
      and ${eventId}::uuid = any(event_ids)
    order by id desc limit 1`.execute(database.kysely);
  return rows[0]?.accepted_at;
}

async function hasGaps(database: Database, scope: Scope, projectId: string): Promise<boolean> {
  const { rows } = await sql`
    select from ledger_hourly
    where project_id = ${projectId} and ${isVisible(scope, projectId)} and unnamed_count > 0
      and hour >= ${ago(LEDGER_DAYS * 24 * 60)}
    limit 1`.execute(database.kysely);
  return rows.length > 0;
}

function ago(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}
