import { cut } from '../json/cut.ts';
import type { Coerce } from './fields.ts';
import { note } from './notes.ts';
import { MAX_SUMMARY } from './text.ts';

const MAX_PARTS = 50;

/** A list of texts; numbers and booleans become texts, and a bare text is a list of one. */
export const fingerprint: Coerce<string[]> = (value, notes) => {
  if (typeof value === 'string') return value === '' ? undefined : [cut(value, MAX_SUMMARY)];
  if (!Array.isArray(value)) return note(notes, 'wrong_type', value);
  if (value.length > MAX_PARTS) note(notes, 'too_many', value.length);
  const parts: string[] = [];
  for (const part of value.slice(0, MAX_PARTS) as unknown[]) {
    if (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') {
      parts.push(cut(String(part), MAX_SUMMARY));
    } else if (part !== null) {
      note(notes, 'wrong_type', part);
    }
  }
  return parts;
};
