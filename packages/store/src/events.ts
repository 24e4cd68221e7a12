import type { Event } from '@railguard/protocol/event';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';

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

/** Latest received first. undefined where the issue is not visible. */
export async function listIssueEvents(
  _database: Database,
  _scope: Scope,
  _issueId: string,
  _page: EventPage,
): Promise<StoredEvent[] | undefined> {
  throw new Error('not written yet');
}

/** The event of an issue that was received last, or first of those still kept. */
export async function findIssueEvent(
  _database: Database,
  _scope: Scope,
  _issueId: string,
  _which: 'latest' | 'first',
): Promise<StoredEvent | undefined> {
  throw new Error('not written yet');
}

/** By id, 32 hex digits or a UUID. undefined where it is not stored (yet), or not visible. */
export async function findEvent(
  _database: Database,
  _scope: Scope,
  _projectId: string,
  _eventId: string,
): Promise<StoredEvent | undefined> {
  throw new Error('not written yet');
}
