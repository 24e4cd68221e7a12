import type { KeyRules } from './key-rules.ts';
import { scrubValue } from './value.ts';

const LOOKS_LIKE_JSON = /^\s{0,100}[{[]/;
/** Longer texts than this never reach here, they are cut before; deeper ones than this are not read as JSON. */
const MAX_DEPTH = 100;

/** JSON inside a string, scrubbed like any other object; undefined where the text is not JSON. */
export function scrubJsonText(text: string, keys: KeyRules): string | undefined {
  if (!LOOKS_LIKE_JSON.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (depthOf(value) > MAX_DEPTH) return undefined;
    const before = JSON.stringify(value);
    const after = JSON.stringify(scrubValue(value, keys));
    // Text without secrets keeps its own spelling.
    return after === before ? text : after;
  } catch {
    return undefined;
  }
}

function depthOf(value: unknown): number {
  let depth = 0;
  let level: unknown[] = [value];
  while (level.length > 0 && depth <= MAX_DEPTH) {
    depth++;
    level = level.flatMap((inner) => (typeof inner === 'object' && inner !== null ? Object.values(inner) : []));
  }
  return depth;
}
