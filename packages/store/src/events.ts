import type { Event } from '@railguard/protocol/event';
import { dashed, parseEventId } from '@railguard/protocol/ids';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { decodePayload } from './payload.ts';
import { isVisible, type Scope, seesProject } from './scope.ts';

/** An event as it was sent (scrubbed), and where it ended up. */
export interface StoredEvent {
  event: Event;
  project_id: string;
  issue_id: string;
  received_at: Date;
}

export interface EventPage {
  limit: number;
  /** The last event of the page before; `event_id` in either form. */
  after?: { received_at: Date; event_id: string };
}

interface EventRow {
  project_id: string;
  issue_id: string;
  received_at: Date;
  payload: Buffer;
}

/** When the events of an issue were received: partitions outside of it are never looked at. */
interface Bounds {
  id: string;
  project_id: string;
  from: Date;
  to: Date;
}

/** Latest received first. undefined where the issue is not visible. */
export async function listIssueEvents(
  database: Database,
  scope: Scope,
  issueId: string,
  page: EventPage,
): Promise<StoredEvent[] | undefined> {
  const bounds = await findBounds(database, scope, issueId);
  if (!bounds) return undefined;
  const { rows } = await issueEventsQuery(bounds, page).execute(database.kysely);
  return rows.map(toStoredEvent);
}

/** The event of an issue that was received last, or first of those still kept. undefined where there is none to see. */
export async function findIssueEvent(
  database: Database,
  scope: Scope,
  issueId: string,
  which: 'latest' | 'first',
): Promise<StoredEvent | undefined> {
  const bounds = await findBounds(database, scope, issueId);
  if (!bounds) return undefined;
  const { rows } = await issueEventsQuery(bounds, { limit: 1 }, which === 'first').execute(database.kysely);
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
    select event.project_id, event.issue_id, event.received_at, event.payload
    from event join issue on issue.id = event.issue_id
    where event.project_id = ${projectId} and event.event_id = ${dashed(eventId)} and ${isVisible(scope, projectId)}
    order by event.received_at limit 1`;
}

function issueEventsQuery(
  { id, project_id, from, to }: Bounds,
  { limit, after }: EventPage,
  oldestFirst = false,
): RawBuilder<EventRow> {
  const last = after && after.received_at < to ? after.received_at : to;
  const beyond = after ? sql`and (received_at, event_id) < (${after.received_at}, ${after.event_id})` : sql``;
  const order = oldestFirst ? sql`received_at, event_id` : sql`received_at desc, event_id desc`;
  return sql<EventRow>`
    select project_id, issue_id, received_at, payload from event
    where project_id = ${project_id} and issue_id = ${id} and received_at between ${from} and ${last} ${beyond}
    order by ${order} limit ${limit}`;
}

async function findBounds(database: Database, scope: Scope, issueId: string): Promise<Bounds | undefined> {
  return database.kysely
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .innerJoin('membership', 'membership.organization_id', 'project.organization_id')
    .select(['issue.id', 'issue.project_id', 'first_received_at as from', 'last_received_at as to'])
    .where('issue.id', '=', issueId)
    .where('issue.event_count', '>', 0)
    .where(seesProject(scope))
    .where('project.deleted_at', 'is', null)
    .executeTakeFirst();
}

function toStoredEvent({ payload, ...where }: EventRow): StoredEvent {
  return { event: decodePayload(payload), ...where };
}
