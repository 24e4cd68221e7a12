import type { Event, Frame } from '@railguard/protocol/event';
import { FILTERED } from './filtered.ts';
import { scrubFrame } from './frame.ts';
import { DEFAULT_KEYS, type KeyRules } from './key-rules.ts';
import { scrubRequest } from './request.ts';
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
 * Relay, and messages and exception values as well. `keys` are the names that the event's project has added.
 */
export function scrub(event: Event, keys: KeyRules = DEFAULT_KEYS): void {
  const fields = event as unknown as Record<string, unknown>;
  for (const key of Object.keys(event)) {
    if (LEFT_ALONE.has(key)) continue;
    const special = SPECIAL.get(key);
    if (special) special(event, keys);
    else fields[key] = scrubValue(fields[key], keys);
  }
}

const SPECIAL = new Map<string, (event: Event, keys: KeyRules) => void>([
  ['exceptions', ({ exceptions }, keys) => scrubStacks(exceptions, keys)],
  ['threads', ({ threads }, keys) => scrubStacks(threads, keys)],
  ['request', ({ request }, keys) => request && scrubRequest(request, keys)],
  ['contexts', ({ contexts }, keys) => contexts && scrubContexts(contexts, keys)],
  ['fingerprint', scrubFingerprint],
  ['processing_errors', scrubProcessingErrors],
]);

function scrubStacks(stacks: { frames?: Frame[]; raw_frames?: Frame[] }[] = [], keys: KeyRules): void {
  for (const stack of stacks) {
    const fields = stack as Record<string, unknown>;
    for (const key of Object.keys(stack)) {
      if (key !== 'frames' && key !== 'raw_frames') fields[key] = scrubValue(fields[key], keys);
      else for (const frame of stack[key] ?? []) scrubFrame(frame, keys);
    }
  }
}

/** A context of a sensitive name stays an object; everything in it is replaced. */
function scrubContexts(contexts: NonNullable<Event['contexts']>, keys: KeyRules): void {
  const everything = { ...keys, isSensitive: () => true };
  for (const [name, context] of Object.entries(contexts)) {
    scrubRecord(context, keys.isSensitive(name) ? everything : keys);
  }
}

/** By looks only: of two parts, the first is no key to the second. */
function scrubFingerprint(event: Event): void {
  event.fingerprint = event.fingerprint?.map(scrubText);
}

function scrubProcessingErrors({ processing_errors = [] }: Event, keys: KeyRules): void {
  for (const error of processing_errors) {
    if (error.value === undefined) continue;
    error.value = error.path.split('/').some(keys.isSensitive) ? FILTERED : scrubValue(error.value, keys);
  }
}
