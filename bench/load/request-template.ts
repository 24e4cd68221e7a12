import { gzipSync } from 'node:zlib';
import { type EventSize, errorEvent } from '../events/error-event.ts';
import { sentryEvent } from '../events/sentry-event.ts';
import { EVENT_PRELUDE, envelopePrelude, findPatches, type Patch } from './prelude.ts';
import { storedGzip } from './stored-gzip.ts';

/** What the requests of a run are made of. */
export interface Payload {
  size: EventSize;
  format: 'native' | 'envelope';
  gzip: boolean;
}

export interface Endpoint {
  host: string;
  port: number;
  path: string;
  /** Header that carries the key, ready to be written: `X-Railguard-Key: …`. */
  keyHeader: string;
}

/** A whole HTTP request, to be copied and written over where `patches` say. */
export interface RequestTemplate {
  bytes: Buffer;
  patches: Patch[];
  /** Where the gzip member is whose checksum must be made again. */
  sealed?: { from: number; to: number };
}

/** The request for one event of a group; see `errorEvent` for what a variant is. */
export function requestTemplate(
  endpoint: Endpoint,
  payload: Payload,
  groupNumber: number,
  variant: number,
): RequestTemplate {
  const { prelude, rest } = bodyParts(payload, groupNumber, variant);
  const first = payload.gzip ? storedGzip(prelude) : prelude;
  const second = payload.gzip ? gzipSync(rest) : rest;
  const head = Buffer.from(requestHead(endpoint, payload, first.length + second.length));
  const bytes = Buffer.concat([head, first, second]);
  const from = head.length;
  const to = head.length + first.length;
  return { bytes, patches: findPatches(bytes, from, to), ...(payload.gzip ? { sealed: { from, to } } : {}) };
}

function bodyParts(
  { size, format }: Payload,
  groupNumber: number,
  variant: number,
): Record<'prelude' | 'rest', Buffer> {
  const event = errorEvent(size, groupNumber, variant);
  // The prelude ends with a comma inside the object, so the rest goes on without its own brace.
  const rest = Buffer.from(JSON.stringify(format === 'envelope' ? sentryEvent(event) : event).slice(1));
  const prelude = format === 'envelope' ? envelopePrelude(EVENT_PRELUDE.length + rest.length) : EVENT_PRELUDE;
  return { prelude: Buffer.from(prelude), rest };
}

function requestHead({ host, port, path, keyHeader }: Endpoint, { format, gzip }: Payload, length: number): string {
  return [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    `Content-Type: ${format === 'envelope' ? 'application/x-sentry-envelope' : 'application/json'}`,
    ...(gzip ? ['Content-Encoding: gzip'] : []),
    keyHeader,
    `Content-Length: ${length}`,
    '\r\n',
  ].join('\r\n');
}
