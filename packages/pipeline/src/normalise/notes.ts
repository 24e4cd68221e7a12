import type { ProcessingError } from '@railguard/protocol/event';
import { boundedCopy } from '../json/bounded-copy.ts';

/** What normalisation remembers: where it is in the event, and what it had to change so far. */
export interface Notes {
  /** Keys and indexes from the event's root to the value in hand. */
  path: (string | number)[];
  errors: ProcessingError[];
}

/** An event with more mistakes than this is broken as a whole, and the first ones tell how. */
const MAX_ERRORS = 50;

export function newNotes(): Notes {
  return { path: [], errors: [] };
}

/** Remembers that the value in hand was changed or dropped, and why. Answers undefined: the field is then absent. */
export function note(notes: Notes, reason: ProcessingError['reason'], value?: unknown): undefined {
  if (notes.errors.length >= MAX_ERRORS) return undefined;
  const error: ProcessingError = { path: pointer(notes.path), reason };
  if (value !== undefined) error.value = boundedCopy(value);
  notes.errors.push(error);
  return undefined;
}

/** Runs `read` one step deeper in the event. */
export function within<T>(notes: Notes, key: string | number, read: () => T): T {
  notes.path.push(key);
  const result = read();
  notes.path.pop();
  return result;
}

/** RFC 6901. */
function pointer(path: (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
