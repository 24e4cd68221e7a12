import type { Event } from '@railguard/protocol/event';
import { put } from '../json/record.ts';
import { believableTime, shifted } from './believable-time.ts';
import { breadcrumbs } from './breadcrumb.ts';
import { contexts } from './contexts.ts';
import { exceptions } from './exception.ts';
import { type Coerce, list, object } from './fields.ts';
import { fingerprint } from './fingerprint.ts';
import { markLibraryFrames } from './in-app.ts';
import { bag, json } from './json.ts';
import { level } from './level.ts';
import { newNotes, note, within } from './notes.ts';
import { platform } from './platform.ts';
import { dist, environment, release } from './release.ts';
import { request } from './request.ts';
import { sdk } from './sdk.ts';
import { tags } from './tags.ts';
import { MAX_MESSAGE, MAX_NAME, MAX_SYMBOL, text } from './text.ts';
import { texts } from './texts.ts';
import { threads } from './thread.ts';
import { user } from './user.ts';
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

/** Settled apart, from more than the field itself. */
type Apart = 'event_id' | 'type' | 'timestamp' | 'unknown' | 'processing_errors';
type Readable = Required<Omit<Event, Apart>>;

const FIELDS: { [Key in keyof Readable]: Coerce<Readable[Key]> } = {
  level,
  platform,
  message: text(MAX_MESSAGE),
  message_template: text(MAX_MESSAGE),
  message_params: json,
  logger: text(MAX_NAME),
  transaction: text(MAX_NAME),
  transaction_info: bag,
  culprit: text(MAX_NAME),
  environment,
  release,
  dist,
  server_name: text(MAX_SYMBOL),
  exceptions,
  threads,
  user,
  request,
  tags,
  contexts,
  extra: bag,
  modules: texts(2000, MAX_NAME),
  breadcrumbs,
  fingerprint,
  sdk,
  debug_meta: bag,
  template: bag,
  errors: list(json, { max: 50, keep: 'first' }),
};
const SETTLED_APART = new Set(['event_id', 'type', 'timestamp']);
const readKnown = object<Readable>(FIELDS);

/**
 * Reads an event in the canonical shape field by field into one that everything behind can rely on. Nothing a client
 * sends makes it refuse: what cannot be read is left out and remembered in `processing_errors`.
 */
export function normalise(sent: Record<string, unknown>, circumstances: Circumstances): Event {
  const notes = newNotes();
  const known: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  for (const key of Object.keys(sent)) {
    if (!SETTLED_APART.has(key) && sent[key] !== null)
      put(Object.hasOwn(FIELDS, key) ? known : unknown, key, sent[key]);
  }
  const when = believableTime(
    { timestamp: sent.timestamp, sentAt: circumstances.sentAt },
    circumstances.receivedAt,
    circumstances.retentionDays,
    notes,
  );
  const event: Event = {
    event_id: circumstances.eventId,
    type: 'error',
    timestamp: when.timestamp,
    level: 'error',
    platform: 'other',
    ...readKnown(known, notes),
  };
  if (Object.keys(unknown).length > 0) event.unknown = bag(unknown, notes)!;
  for (const crumb of event.breadcrumbs ?? []) {
    if (crumb.timestamp) crumb.timestamp = shifted(crumb.timestamp, when.shiftMs);
  }
  if (event.dist !== undefined && event.release === undefined) {
    within(notes, 'dist', () => note(notes, 'invalid_value', event.dist));
    delete event.dist;
  }
  moveEnvironmentTag(event);
  for (const { frames } of [...(event.exceptions ?? []), ...(event.threads ?? [])]) {
    if (frames) markLibraryFrames(frames, event.platform);
  }
  settleUserAddress(event, circumstances.remoteAddress);
  if (notes.errors.length > 0) event.processing_errors = notes.errors;
  return event;
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
