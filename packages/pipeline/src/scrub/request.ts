import type { Request } from '@railguard/protocol/event';
import { isQuery, scrubQuery } from './query.ts';
import { isSensitiveCookie } from './sensitive-key.ts';
import { scrubRecord, scrubValue } from './value.ts';

/** Scrubs a request in place; its parts are spelt in more ways than the rest of an event. */
export function scrubRequest(request: Request): void {
  const fields = request as Record<string, unknown>;
  for (const key of Object.keys(request)) {
    const scrubPart = PARTS.get(key) ?? scrubValue;
    fields[key] = scrubPart(fields[key]);
  }
}

const PARTS = new Map<string, (value: unknown) => unknown>([
  ['headers', scrubHeaders],
  ['cookies', (value) => scrubValue(value, isSensitiveCookie)],
  ['query_string', (value) => (typeof value === 'string' ? scrubQuery(value) : scrubValue(value))],
  ['fragment', scrubMaybeQuery],
  ['data', scrubMaybeQuery],
]);

function scrubMaybeQuery(value: unknown): unknown {
  return typeof value === 'string' && isQuery(value) ? scrubQuery(value) : scrubValue(value);
}

/** The user agent is full of numbers that look like anything, and holds no secret. */
function scrubHeaders(value: unknown): unknown {
  const headers = value as Record<string, string>;
  const userAgent = headers['User-Agent'];
  scrubRecord(headers);
  if (userAgent !== undefined) headers['User-Agent'] = userAgent;
  return headers;
}
