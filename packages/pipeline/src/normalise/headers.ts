import { cut } from '../json/cut.ts';
import { isRecord, put } from '../json/record.ts';
import type { Coerce } from './fields.ts';
import { note } from './notes.ts';
import { MAX_MESSAGE, MAX_NAME } from './text.ts';

const MAX_HEADERS = 200;

/**
 * Headers as an object of texts under names in canonical case (`content-type` → `Content-Type`), from an object or a
 * list of pairs. Several values of one name are joined by a comma (RFC 9110); PHP sends each value as a list.
 */
export const headers: Coerce<Record<string, string>> = (value, notes) => {
  const pairs = isRecord(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.filter(Array.isArray)
      : undefined;
  if (!pairs) return note(notes, 'wrong_type', value);
  if (pairs.length > MAX_HEADERS) note(notes, 'too_many', pairs.length);
  const result: Record<string, string> = {};
  for (const [sentName, sentValue] of pairs.slice(0, MAX_HEADERS) as unknown[][]) {
    if (sentValue === null || sentValue === undefined) continue;
    const text = headerText(sentValue);
    if (typeof sentName !== 'string' || text === undefined) {
      note(notes, 'wrong_type', sentValue);
      continue;
    }
    const name = canonicalName(cut(sentName, MAX_NAME));
    const before = Object.hasOwn(result, name) ? `${result[name]}, ` : '';
    put(result, name, cut(before + text, MAX_MESSAGE));
  }
  return result;
};

function headerText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.filter((part) => typeof part !== 'object').join(', ');
  return typeof value === 'object' ? undefined : String(value);
}

/** Names with letters of both cases stay as they are: somebody chose `X-CSRFToken`. */
function canonicalName(name: string): string {
  const start = /[a-z]/.test(name) ? name : name.toLowerCase();
  return start.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
