import { isRecord, put } from '../json/record.ts';
import type { Coerce } from './fields.ts';
import { bag } from './json.ts';
import { note } from './notes.ts';

/** Cookies as an object, from an object, a list of pairs or the text of a `Cookie` header. */
export const cookies: Coerce<Record<string, unknown>> = (value, notes) => {
  if (isRecord(value)) return bag(value, notes);
  const pairs = typeof value === 'string' ? pairsOfText(value) : Array.isArray(value) ? value : undefined;
  if (!pairs) return note(notes, 'wrong_type', value);
  const result: Record<string, unknown> = {};
  for (const pair of pairs as unknown[]) {
    if (Array.isArray(pair) && typeof pair[0] === 'string') put(result, pair[0], pair[1]);
  }
  return bag(result, notes);
};

function pairsOfText(text: string): [string, string][] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1 ? [part, ''] : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
    });
}
