import { put } from './record.ts';

/** Decoded UTF-8 has neither NULs nor surrogates alone, so they come by these escapes only. */
const SUSPICIOUS_ESCAPES = ['\\u0000', '\\ud', '\\uD'];

/** Whether a JSON text can hold NULs or lone surrogates at all. Hardly any does, and finding out costs a microsecond. */
export function needsRepair(json: Uint8Array): boolean {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  return SUSPICIOUS_ESCAPES.some((sequence) => bytes.includes(sequence, 0, 'latin1'));
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
