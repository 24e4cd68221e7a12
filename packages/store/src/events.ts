import type { Event } from '@railguard/protocol/event';
import { dashed, parseEventId } from '@railguard/protocol/ids';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { EventFilter } from './event-filter.ts';
import { findWalk, horizonQuery, type IssueWalk, type Place, stepsQuery } from './issue-walk.ts';
import { decodePayload } from './payload.ts';
import { isVisible, type Scope } from './scope.ts';

/** An event as it was sent (scrubbed), and where it ended up. */
export interface StoredEvent {
  event: Event;
  project_id: string;
  issue_id: string;
  received_at: Date;
}

export interface EventPage {
  limit: number;
  /** The last event of the page before. */
  after?: Place;
}

interface EventRow {
  project_id: string;
  issue_id: string;
  received_at: Date;
  payload: Buffer;
}

/** Where issues were merged, the issue is the one that shows them. */
const columnsOf = ({ id }: IssueWalk) =>
  sql`event.project_id, ${id}::uuid as issue_id, event.received_at, event.payload`;

/** Latest received first. undefined where the issue is not visible. */
export async function listIssueEvents(
  database: Database,
  scope: Scope,
  issueId: string,
  { limit, after }: EventPage,
  filter?: EventFilter,
): Promise<StoredEvent[] | undefined> {
  const walk = await findWalk(database, scope, issueId, filter);
  if (!walk) return undefined;
  const query = stepsQuery<EventRow>(columnsOf(walk), walk, { towards: 'older', beyond: after, limit });
  return (await query.execute(database.kysely)).rows.map(toStoredEvent);
}

/**
 * Where a search goes on that looked at so many events that it gave up before its page was full. undefined where it
 * looked at all of them.
 */
export async function findHorizon(
  database: Database,
  scope: Scope,
  issueId: string,
  after: Place | undefined,
  filter: EventFilter,
): Promise<Place | undefined> {
  const walk = await findWalk(database, scope, issueId, filter);
  if (!walk || walk.conditions.length === 0) return undefined;
  return (await horizonQuery(walk, after).execute(database.kysely)).rows[0];
}

/** The event of an issue that was received last, or first of those still kept. undefined where there is none to see. */
export async function findIssueEvent(
  database: Database,
  scope: Scope,
  issueId: string,
  which: 'latest' | 'first',
  filter?: EventFilter,
): Promise<StoredEvent | undefined> {
  const walk = await findWalk(database, scope, issueId, filter);
  if (!walk) return undefined;
  const towards = which === 'first' ? 'newer' : 'older';
  const { rows } = await stepsQuery<EventRow>(columnsOf(walk), walk, { towards, limit: 1 }).execute(database.kysely);
  return rows.map(toStoredEvent)[0];
}

/** An event of an issue by its id, 32 hex digits or a UUID. undefined where it is of another one, or not visible. */
export async function findEventOfIssue(
  database: Database,
  scope: Scope,
  issueId: string,
  eventId: string,
): Promise<StoredEvent | undefined> {
  const id = parseEventId(eventId);
  const walk = id && (await findWalk(database, scope, issueId));
  if (!walk) return undefined;
  const { rows } = await sql<EventRow>`
    select ${columnsOf(walk)} from event
    where project_id = ${walk.project_id} and event_id = ${dashed(id)} and issue_id = any(${walk.ids}::uuid[])
      and received_at between ${walk.from} and ${walk.to}
    order by received_at limit 1`.execute(database.kysely);
  return rows.map(toStoredEvent)[0];
}

/**
 * By id, 32 hex digits or a UUID. undefined where it is not stored (yet), or not visible.
 * Nothing tells when it was received, so this asks the key of every partition.
 */
export async function findEvent(
  database: Database,
  scope: Scope,
  projectId: string,
  eventId: string,
): Promise<StoredEvent | undefined> {
  const id = parseEventId(eventId);
  if (!id) return undefined;
  const { rows } = await eventQuery(scope, projectId, id).execute(database.kysely);
  return rows.map(toStoredEvent)[0];
}

function eventQuery(scope: Scope, projectId: string, eventId: string): RawBuilder<EventRow> {
  // By way of the issue: what is left of a deleted one is not to be read.
  return sql<EventRow>`
    select event.project_id, coalesce(issue.merged_into_id, issue.id) as issue_id, event.received_at, event.payload
    from event join issue on issue.id = event.issue_id
    where event.project_id = ${projectId} and event.event_id = ${dashed(eventId)} and ${isVisible(scope, projectId)}
    order by event.received_at limit 1`;
}

function toStoredEvent({ payload, ...where }: EventRow): StoredEvent {
  return { event: decodePayload(payload), ...where };
}
