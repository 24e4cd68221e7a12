import { put } from '../json/record.ts';
import { FILTERED } from './filtered.ts';
import { scrubJsonText } from './json-text.ts';
import { isSensitiveKey } from './sensitive-key.ts';
import { scrubText } from './text.ts';

type IsSensitive = (key: string) => boolean;

/** The largest card numbers are integers JavaScript holds exactly; shorter numbers are no secrets. */
const LEAST_SECRET_NUMBER = 1e12;

/** Any JSON value without its secrets, told by key and by looks. Containers are changed in place. */
export function scrubValue(value: unknown, isSensitive: IsSensitive = isSensitiveKey): unknown {
  if (typeof value === 'string') return scrubJsonText(value) ?? scrubText(value);
  if (typeof value === 'number') return scrubNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) scrubArray(value, isSensitive);
  else scrubRecord(value as Record<string, unknown>, isSensitive);
  return value;
}

/** Scrubs an object's values in place. */
export function scrubRecord(record: Record<string, unknown>, isSensitive: IsSensitive = isSensitiveKey): void {
  for (const key of Object.keys(record)) {
    const value = record[key];
    const scrubbed = isSensitive(key) ? filtered(value) : scrubValue(value, isSensitive);
    if (scrubbed !== value) put(record, key, scrubbed);
  }
}

/** What a sensitive field holds, replaced whole. Nothing secret is in a yes, a no, or the lack of a value. */
export function filtered(value: unknown): unknown {
  return typeof value === 'boolean' || value === null || value === '' ? value : FILTERED;
}

/** A list, which may be a pair of key and value, or a list of such. */
function scrubArray(array: unknown[], isSensitive: IsSensitive): void {
  const [key, second] = array;
  if (array.length === 2 && typeof key === 'string' && isSensitive(key)) array[1] = filtered(second);
  for (let index = 0; index < array.length; index++) array[index] = scrubValue(array[index], isSensitive);
}

function scrubNumber(value: number): unknown {
  if (value < LEAST_SECRET_NUMBER || !Number.isSafeInteger(value)) return value;
  return scrubText(String(value)) === FILTERED ? FILTERED : value;
}
