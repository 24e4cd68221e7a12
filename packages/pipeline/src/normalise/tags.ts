import { cut } from '../json/cut.ts';
import { isRecord, put } from '../json/record.ts';
import { type Notes, note, within } from './notes.ts';
import { MAX_NAME } from './text.ts';

const MAX_TAGS = 100;
const KEY = /^[\w.:-]{1,200}$/;
/** Fields of the event; as tags they would answer searches differently from the fields. */
const RESERVED = new Set(['release', 'dist', 'user', 'filename', 'function']);

/**
 * Tags as an object of texts, from an object, a list of pairs or a list of `{key, value}`. The first of several with
 * one key wins. Booleans become `true` and `false`, line breaks in values blanks, blanks in keys dashes.
 */
export function tags(value: unknown, notes: Notes): Record<string, string> | undefined {
  const pairs = pairsOf(value, notes);
  if (!pairs) return note(notes, 'wrong_type', value);
  const result: Record<string, string> = {};
  let kept = 0;
  for (const [place, sentKey, sentValue] of pairs) {
    if (sentKey === null || sentKey === undefined || sentValue === null || sentValue === undefined) continue;
    if (kept >= MAX_TAGS) {
      note(notes, 'too_many', pairs.length);
      break;
    }
    within(notes, place, () => {
      const key = tagKey(sentKey, notes);
      const text = key === undefined ? undefined : tagValue(sentValue, notes);
      if (key === undefined || text === undefined || Object.hasOwn(result, key)) return;
      put(result, key, text);
      kept++;
    });
  }
  return result;
}

type Pair = [place: string | number, key: unknown, value: unknown];

function pairsOf(value: unknown, notes: Notes): Pair[] | undefined {
  if (isRecord(value)) return Object.entries(value).map(([key, tag]) => [key, key, tag]);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((element: unknown, index) => {
    const pair = pairOf(element, index);
    if (!pair && element !== null) within(notes, index, () => note(notes, 'wrong_type', element));
    return pair ? [pair] : [];
  });
}

function pairOf(element: unknown, index: number): Pair | undefined {
  if (Array.isArray(element)) return element.length >= 2 ? [index, element[0], element[1]] : undefined;
  return isRecord(element) && 'key' in element && 'value' in element ? [index, element.key, element.value] : undefined;
}

function tagKey(sent: unknown, notes: Notes): string | undefined {
  const key = isScalar(sent) ? String(sent).trim().replace(/\s/g, '-') : '';
  return KEY.test(key) && !RESERVED.has(key) ? key : note(notes, 'invalid_value', sent);
}

function tagValue(sent: unknown, notes: Notes): string | undefined {
  if (!isScalar(sent)) return note(notes, 'wrong_type', sent);
  const text = String(sent).replace(/[\r\n]+/g, ' ');
  if (text.length > MAX_NAME) note(notes, 'too_long');
  return cut(text, MAX_NAME);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
