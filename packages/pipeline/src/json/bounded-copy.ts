import { cut } from './cut.ts';
import { isRecord } from './record.ts';

const MAX_TEXT = 200;
const MAX_ENTRIES = 10;
const MAX_DEPTH = 3;

/** A small copy of any JSON value, for people to recognise it by: long texts cut, many entries and deep ones left out. */
export function boundedCopy(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string') return cut(value, MAX_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((element) => boundedCopy(element, depth - 1));
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(entries.map(([key, inner]) => [cut(key, MAX_TEXT), boundedCopy(inner, depth - 1)]));
}
