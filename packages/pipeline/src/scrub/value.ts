import { put } from '../json/record.ts';
import { FILTERED } from './filtered.ts';
import { scrubJsonText } from './json-text.ts';
import { DEFAULT_KEYS, type KeyRules } from './key-rules.ts';
import { scrubText } from './text.ts';

/** The largest card numbers are integers JavaScript holds exactly; shorter numbers are no secrets. */
const LEAST_SECRET_NUMBER = 1e12;

/** Any JSON value without its secrets, told by key and by looks. Containers are changed in place. */
export function scrubValue(value: unknown, keys: KeyRules = DEFAULT_KEYS): unknown {
  if (typeof value === 'string') return scrubJsonText(value, keys) ?? scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) scrubArray(value, keys);
  else scrubRecord(value as Record<string, unknown>, keys);
  return value;
}

/** Scrubs an object's values in place. */
export function scrubRecord(record: Record<string, unknown>, keys: KeyRules): void {
  for (const key of Object.keys(record)) {
    const value = record[key];
    const scrubbed = scrubField(key, value, keys);
    if (scrubbed !== value) put(record, key, scrubbed);
  }
}

/** What is under a safe name stays, save for what is inside it under names of its own. */
function scrubField(key: string, value: unknown, keys: KeyRules): unknown {
  if (keys.isSafe(key)) return typeof value === 'object' ? scrubValue(value, keys) : value;
  return keys.isSensitive(key) ? filtered(value) : scrubValue(value, keys);
}

/** What a sensitive field holds, replaced whole. Nothing secret is in a yes, a no, or the lack of a value. */
export function filtered(value: unknown): unknown {
  return typeof value === 'boolean' || value === null || value === '' ? value : FILTERED;
}

/** A list, which may be a pair of key and value, or a list of such. */
function scrubArray(array: unknown[], keys: KeyRules): void {
  const [key] = array;
  const name = array.length === 2 && typeof key === 'string' ? key : undefined;
  for (let index = 0; index < array.length; index++) {
    const value = array[index];
    array[index] = index === 1 && name !== undefined ? scrubField(name, value, keys) : scrubValue(value, keys);
  }
}

function scrubNumber(value: number): unknown {
  if (value < LEAST_SECRET_NUMBER || !Number.isSafeInteger(value)) return value;
  return scrubText(String(value)) === FILTERED ? FILTERED : value;
}
