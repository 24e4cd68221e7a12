import type { Request } from '@railguard/protocol/event';
import type { KeyRules } from './key-rules.ts';
import { isQuery, scrubQuery } from './query.ts';
import { scrubRecord, scrubValue } from './value.ts';

/** Scrubs a request in place; its parts are spelt in more ways than the rest of an event. */
export function scrubRequest(request: Request, keys: KeyRules): void {
  const fields = request as Record<string, unknown>;
  for (const key of Object.keys(request)) {
    const scrubPart = PARTS.get(key) ?? scrubValue;
    fields[key] = scrubPart(fields[key], keys);
  }
}

const PARTS = new Map<string, (value: unknown, keys: KeyRules) => unknown>([
  ['headers', scrubHeaders],
  ['cookies', (value, keys) => scrubValue(value, { ...keys, isSensitive: keys.isSensitiveCookie })],
  ['query_string', (value, keys) => (typeof value === 'string' ? scrubQuery(value, keys) : scrubValue(value, keys))],
  ['fragment', scrubMaybeQuery],
  ['data', scrubMaybeQuery],
]);

function scrubMaybeQuery(value: unknown, keys: KeyRules): unknown {
  return typeof value === 'string' && isQuery(value) ? scrubQuery(value, keys) : scrubValue(value, keys);
}

/** The user agent is full of numbers that look like anything, and holds no secret. */
function scrubHeaders(value: unknown, keys: KeyRules): unknown {
  const headers = value as Record<string, string>;
  const userAgent = headers['User-Agent'];
  scrubRecord(headers, keys);
  if (userAgent !== undefined) headers['User-Agent'] = userAgent;
  return headers;
}
