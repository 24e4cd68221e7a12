import {
  MAX_ENVELOPE_BYTES,
  MAX_EVENT_BYTES,
  MAX_EVENTS_PER_REQUEST,
  MAX_REQUEST_BYTES,
} from '@railguard/protocol/limits';
import { Type } from 'typebox';
import type { DocumentedOperation } from '../operation.ts';
import { Uuid } from '../primitive.ts';

const MiB = 1024 * 1024;
const EventId = Type.String({ pattern: '^[0-9a-f]{32}$' });
const AnyObject = Type.Record(Type.String(), Type.Unknown());
const Accepted = Type.Union([Type.Object({ id: EventId }), Type.Object({ ids: Type.Array(EventId) })]);
const SentryAccepted = Type.Object({ id: Type.Optional(EventId) });
const PROJECT = { project_id: Type.String({ description: 'The numeric alias of the project, or its UUID.' }) };

const SENTRY_PROBLEMS = [
  'invalid_envelope',
  'invalid_encoding',
  'invalid_key',
  'origin_not_allowed',
  'payload_too_large',
  'unsupported_encoding',
  'rate_limited',
  'queue_unavailable',
] as const;

const SENTRY_AUTH =
  "The key comes in `X-Sentry-Auth` or `Authorization: Sentry …`, in the query as `sentry_key`, or in the envelope's DSN.";

/** Where applications send what happened. Served by the ingestor. */
export const ingestionOperations: DocumentedOperation[] = [
  {
    operationId: 'sendEvents',
    tag: 'Ingestion',
    method: 'POST',
    path: '/api/v1/events/:project_id',
    summary: 'Send one event, or several',
    description:
      'The key comes in `X-Railguard-Key`, as `Authorization: Bearer <public key>`, or in the query as `key`. ' +
      `The body is one event or an array of up to ${MAX_EVENTS_PER_REQUEST}, plain or compressed with gzip, deflate, ` +
      `br or zstd: ${MAX_EVENT_BYTES / MiB} MiB an event, ${MAX_REQUEST_BYTES / MiB} MiB a request after inflation. ` +
      'Answered once the events are durable. A field of the wrong type is dropped and remembered on the event; ' +
      'sending an `event_id` again is harmless.',
    auth: 'key',
    params: { project_id: Uuid },
    query: { key: Type.Optional(Type.String({ description: 'The public key, for beacons.' })) },
    body: { 'application/json': Type.Union([AnyObject, Type.Array(AnyObject, { maxItems: MAX_EVENTS_PER_REQUEST })]) },
    answers: { 202: { description: 'Durably accepted.', schema: Accepted } },
    problems: [
      'invalid_project_id',
      'invalid_json',
      'invalid_encoding',
      'invalid_key',
      'origin_not_allowed',
      'payload_too_large',
      'unsupported_encoding',
      'rate_limited',
      'queue_unavailable',
    ],
  },
  {
    operationId: 'sendEnvelope',
    tag: 'Ingestion',
    method: 'POST',
    path: '/api/:project_id/envelope/',
    summary: "Send an envelope of Sentry's protocol",
    description:
      `${SENTRY_AUTH} At most ${MAX_ENVELOPE_BYTES / MiB} MiB after inflation. ` +
      'Items of a kind that is not kept are accepted, counted and dropped. The trailing slash is optional.',
    auth: 'key',
    params: PROJECT,
    body: { 'application/x-sentry-envelope': Type.String() },
    answers: { 200: { description: 'Durably accepted.', schema: SentryAccepted } },
    problems: SENTRY_PROBLEMS,
    problemForm: 'sentry',
  },
  {
    operationId: 'storeEvent',
    tag: 'Ingestion',
    method: 'POST',
    path: '/api/:project_id/store/',
    summary: "Send one event in the older form of Sentry's protocol",
    description: `${SENTRY_AUTH} The trailing slash is optional.`,
    auth: 'key',
    params: PROJECT,
    body: { 'application/json': AnyObject },
    answers: { 200: { description: 'Durably accepted.', schema: SentryAccepted } },
    problems: ['invalid_json', ...SENTRY_PROBLEMS.filter((code) => code !== 'invalid_envelope')],
    problemForm: 'sentry',
  },
];
