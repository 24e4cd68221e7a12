import { isRecord, put } from '../json/record.ts';
import { json } from './json.ts';
import { type Notes, note } from './notes.ts';

/** Turns what a client sent into what the field holds; where that cannot be, notes why and answers undefined. */
export type Coerce<T> = (value: unknown, notes: Notes) => T | undefined;

/** Reads an object by one rule a field. */
export type Fields<T> = { [Key in keyof T]-?: Coerce<T[Key]> };

/**
 * Reads an object field by field. Fields without a rule are kept as they came (bounded), null means absent, and a
 * field that cannot be read is left out and noted: never the whole object for one bad field.
 */
export function object<T extends object>(fields: Fields<T>): Coerce<T> {
  const rules = new Map<string, Coerce<unknown>>(Object.entries(fields));
  return (value, notes) => {
    if (!isRecord(value)) return note(notes, 'wrong_type', value);
    const result = {};
    for (const key of Object.keys(value)) {
      const sent = value[key];
      if (sent === null || sent === undefined) continue;
      notes.path.push(key);
      const read = (rules.get(key) ?? json)(sent, notes);
      notes.path.pop();
      if (read !== undefined) put(result, key, read);
    }
    return result as T;
  };
}

interface ListOptions {
  max: number;
  /** Which end is kept where there are too many. */
  keep: 'first' | 'last';
}

/** Reads a list; null elements are skipped, unreadable ones left out and noted, and of too many one end is kept. */
export function list<T>(element: Coerce<T>, { max, keep }: ListOptions): Coerce<T[]> {
  return (value, notes) => {
    if (!Array.isArray(value)) return note(notes, 'wrong_type', value);
    if (value.length > max) note(notes, 'too_many', value.length);
    const start = keep === 'last' ? Math.max(0, value.length - max) : 0;
    const end = Math.min(value.length, start + max);
    const result: T[] = [];
    for (let index = start; index < end; index++) {
      const sent: unknown = value[index];
      if (sent === null || sent === undefined) continue;
      notes.path.push(index);
      const read = element(sent, notes);
      notes.path.pop();
      if (read !== undefined) result.push(read);
    }
    return result;
  };
}
