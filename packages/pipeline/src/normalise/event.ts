import type { Event } from '@railguard/protocol/event';
import { believableTime, shifted } from './believable-time.ts';
import { fillBrowserContexts } from './browser-contexts.ts';
import { partFields, readFields } from './event-fields.ts';
import { markLibraryFrames } from './in-app.ts';
import { bag } from './json.ts';
import { type Notes, newNotes, note, within } from './notes.ts';
import { environment } from './release.ts';
import { settleUserAddress } from './user-address.ts';

/** What is known about an event beside its own content. */
export interface Circumstances {
  /** 32 lowercase hex digits, settled already. */
  eventId: string;
  receivedAt: string;
  retentionDays: number;
  /** The client's clock when it sent the event, as it said so. */
  sentAt?: unknown;
  remoteAddress?: string;
}

/**
 * Reads an event in the canonical shape field by field into one that everything behind can rely on. Nothing a client
 * sends makes it refuse: what cannot be read is left out and remembered in `processing_errors`.
 */
export function normalise(sent: Record<string, unknown>, circumstances: Circumstances): Event {
  const { eventId, receivedAt, retentionDays, sentAt, remoteAddress } = circumstances;
  const notes = newNotes();
  noteStrangeType(sent.type, notes);
  const { known, unknown } = partFields(sent);
  const when = believableTime({ timestamp: sent.timestamp, sentAt }, receivedAt, retentionDays, notes);
  const event: Event = {
    event_id: eventId,
    type: 'error',
    timestamp: when.timestamp,
    level: 'error',
    platform: 'other',
    ...readFields(known, notes),
  };
  if (Object.keys(unknown).length > 0) event.unknown = bag(unknown, notes)!;
  shiftBreadcrumbs(event, when.shiftMs);
  moveEnvironmentTag(event);
  for (const { frames } of [...(event.exceptions ?? []), ...(event.threads ?? [])]) {
    if (frames) markLibraryFrames(frames, event.platform);
  }
  settleUserAddress(event, remoteAddress);
  fillBrowserContexts(event);
  if (notes.errors.length > 0) event.processing_errors = notes.errors;
  return event;
}

/** Breadcrumbs were timed by the same clock as the event. */
function shiftBreadcrumbs({ breadcrumbs = [] }: Event, shiftMs: number): void {
  for (const crumb of breadcrumbs) {
    if (crumb.timestamp) crumb.timestamp = shifted(crumb.timestamp, shiftMs);
  }
}

/** Every event that is kept is an error, whatever word its client has for that; a type that is no word is a mistake. */
function noteStrangeType(type: unknown, notes: Notes): void {
  if (typeof type === 'string' || type === null || type === undefined) return;
  within(notes, 'type', () => note(notes, 'wrong_type', type));
}

/** Some SDKs only know tags; an `environment` among them means the field. */
function moveEnvironmentTag(event: Event): void {
  const tag = event.tags?.environment;
  if (tag === undefined || event.environment !== undefined) return;
  const moved = environment(tag, newNotes());
  if (moved === undefined) return;
  event.environment = moved;
  delete event.tags?.environment;
}
