import { cut } from './cut.ts';
import { isRecord } from './record.ts';

/** Deeper than anything a person reads, far from the depth at which JSON.stringify overflows the stack. */
const MAX_DEPTH = 20;

/** The value as JSON of at most `max` characters; containers deeper than twenty levels become `"…"`. */
export function jsonText(value: unknown, max: number): string {
  return cut(JSON.stringify(shallow(value, MAX_DEPTH)) ?? 'null', max);
}

function shallow(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((element) => shallow(element, depth - 1));
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shallow(inner, depth - 1)]))
    : undefined;
}
