import { put } from './record.ts';

/** Escapes that JSON allows and PostgreSQL refuses: NUL, and surrogates (looked at closely only once one is there). */
const SUSPICIOUS_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;

/** Whether a JSON text can hold NULs or lone surrogates at all: decoded UTF-8 only has them by escapes. */
export function needsRepair(json: string): boolean {
  return SUSPICIOUS_ESCAPE.test(json);
}

/**
 * The same JSON value with NULs removed and lone surrogates replaced by U+FFFD, in keys too.
 * Goes level by level with its own stack: the value may be nested deeper than the call stack is.
 */
export function repairText(value: unknown): unknown {
  const root = { value };
  const open: object[] = [root];
  for (let container = open.pop(); container; container = open.pop()) {
    if (Array.isArray(container)) {
      for (let index = 0; index < container.length; index++) container[index] = repaired(container[index], open);
    } else {
      repairRecord(container as Record<string, unknown>, open);
    }
  }
  return root.value;
}

function repairRecord(record: Record<string, unknown>, open: object[]): void {
  for (const key of Object.keys(record)) {
    const value = repaired(record[key], open);
    const goodKey = repairString(key);
    if (goodKey === key) {
      if (value !== record[key]) put(record, key, value);
    } else {
      delete record[key];
      put(record, goodKey, value);
    }
  }
}

function repaired(value: unknown, open: object[]): unknown {
  if (typeof value === 'string') return repairString(value);
  if (typeof value === 'object' && value !== null) open.push(value);
  return value;
}

function repairString(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return withoutNul.isWellFormed() ? withoutNul : withoutNul.toWellFormed();
}
