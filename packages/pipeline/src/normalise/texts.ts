import { cut } from '../json/cut.ts';
import { isRecord, put } from '../json/record.ts';
import type { Coerce } from './fields.ts';
import { note } from './notes.ts';

/** An object of texts, such as module versions or registers; numbers become texts, other values are left out. */
export function texts(maxEntries: number, maxText: number): Coerce<Record<string, string>> {
  return (value, notes) => {
    if (!isRecord(value)) return note(notes, 'wrong_type', value);
    const entries = Object.entries(value);
    if (entries.length > maxEntries) note(notes, 'too_many', entries.length);
    const result: Record<string, string> = {};
    for (const [key, sent] of entries.slice(0, maxEntries)) {
      if (typeof sent === 'string' || typeof sent === 'number' || typeof sent === 'boolean') {
        put(result, cut(key, maxText), cut(String(sent), maxText));
      } else if (sent !== null) {
        note(notes, 'wrong_type', sent);
      }
    }
    return result;
  };
}
