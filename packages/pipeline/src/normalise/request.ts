import type { Request } from '@railguard/protocol/event';
import { cookies } from './cookies.ts';
import { type Coerce, object } from './fields.ts';
import { headers } from './headers.ts';
import { bag, json } from './json.ts';
import { type Notes, within } from './notes.ts';
import { finiteNumber } from './scalar.ts';
import { MAX_MESSAGE, MAX_WORD, text } from './text.ts';

const word = text(MAX_WORD);

const readRequest = object<Request>({
  method: (value, notes) => word(value, notes)?.toUpperCase(),
  url: text(MAX_MESSAGE),
  query_string: json,
  fragment: text(MAX_MESSAGE),
  headers,
  cookies,
  data: json,
  env: bag,
  api_target: word,
  body_size: finiteNumber,
  protocol: word,
  inferred_content_type: word,
});

/** The HTTP request in hand. Query and fragment leave the URL for fields of their own, and so does a Cookie header. */
export const request: Coerce<Request> = (value, notes) => {
  const read = readRequest(value, notes);
  if (!read) return undefined;
  splitUrl(read);
  moveCookieHeader(read, notes);
  return read;
};

function splitUrl(request: Request): void {
  const match = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(request.url ?? '');
  const [, url, query, fragment] = match ?? [];
  if (query === undefined && fragment === undefined) return;
  request.url = url!;
  if (query && isEmpty(request.query_string)) request.query_string = query;
  if (fragment && !request.fragment) request.fragment = fragment;
}

function isEmpty(query: unknown): boolean {
  return (
    query === undefined || query === '' || (typeof query === 'object' && Object.keys(query as object).length === 0)
  );
}

function moveCookieHeader(request: Request, notes: Notes): void {
  const header = request.headers?.Cookie;
  if (header === undefined) return;
  delete request.headers?.Cookie;
  request.cookies ??= within(notes, 'headers', () => within(notes, 'Cookie', () => cookies(header, notes)));
}
