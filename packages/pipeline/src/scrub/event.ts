import type { Event, Frame } from '@railguard/protocol/event';
import { FILTERED } from './filtered.ts';
import { scrubFrame } from './frame.ts';
import { scrubRequest } from './request.ts';
import { isSensitiveKey } from './sensitive-key.ts';
import { scrubText } from './text.ts';
import { scrubRecord, scrubValue } from './value.ts';

/** Ids, times and words from closed lists; debug images, by which source maps are found; names of libraries. */
const LEFT_ALONE = new Set<string>([
  'event_id',
  'type',
  'timestamp',
  'level',
  'platform',
  'debug_meta',
  'modules',
] satisfies (keyof Event)[]);

/**
 * Removes secrets from an event in place, by the names of fields and by the looks of values: the defaults of Sentry's
 * Relay, and messages and exception values as well.
 */
export function scrub(event: Event): void {
  const fields = event as unknown as Record<string, unknown>;
  for (const key of Object.keys(event)) {
    if (LEFT_ALONE.has(key)) continue;
    const special = SPECIAL.get(key);
    if (special) special(event);
    else fields[key] = scrubValue(fields[key]);
  }
}

const SPECIAL = new Map<string, (event: Event) => void>([
  ['exceptions', ({ exceptions }) => exceptions?.forEach(scrubStack)],
  ['threads', ({ threads }) => threads?.forEach(scrubStack)],
  ['request', ({ request }) => request && scrubRequest(request)],
  ['contexts', ({ contexts }) => contexts && scrubContexts(contexts)],
  ['fingerprint', scrubFingerprint],
  ['processing_errors', scrubProcessingErrors],
]);

function scrubStack(stack: { frames?: Frame[]; raw_frames?: Frame[] }): void {
  const fields = stack as Record<string, unknown>;
  for (const key of Object.keys(stack)) {
    if (key === 'frames' || key === 'raw_frames') stack[key]?.forEach(scrubFrame);
    else fields[key] = scrubValue(fields[key]);
  }
}

/** A context of a sensitive name stays an object; everything in it is replaced. */
function scrubContexts(contexts: NonNullable<Event['contexts']>): void {
  for (const [name, context] of Object.entries(contexts)) {
    scrubRecord(context, isSensitiveKey(name) ? () => true : isSensitiveKey);
  }
}

/** By looks only: of two parts, the first is no key to the second. */
function scrubFingerprint(event: Event): void {
  event.fingerprint = event.fingerprint?.map(scrubText);
}

function scrubProcessingErrors({ processing_errors = [] }: Event): void {
  for (const error of processing_errors) {
    if (error.value === undefined) continue;
    error.value = error.path.split('/').some(isSensitiveKey) ? FILTERED : scrubValue(error.value);
  }
}
