/**
 * What the ingestor hands to the worker through the queue topic `events.raw`: the bytes exactly as they came, and
 * what was learnt at the door. `received_at` and `event_ids` are decided once, there, and travel with the message,
 * so that a redelivery means the same event.
 */
export const EVENTS_RAW = 'events.raw';

export const DIALECTS = ['native', 'sentry-envelope', 'sentry-store'] as const;
export type DialectName = (typeof DIALECTS)[number];

export interface RawMessage {
  /** UUIDv7; the worker's receipt for this message, so that it is processed once. */
  id: string;
  project_id: string;
  key_id: string;
  /** ISO 8601, UTC, milliseconds. */
  received_at: string;
  dialect: DialectName;
  /** Of `body`, which is kept as it came. */
  content_encoding: 'identity' | 'gzip' | 'deflate' | 'br' | 'zstd';
  /** The ids answered to the client, one for each event-like item in order; the worker uses these. */
  event_ids: string[];
  /** Address of the client, where the door knows it: fills `{{auto}}` addresses. */
  remote_address?: string;
  user_agent?: string;
  body: Uint8Array;
}

/** The part that transports carry as text beside the body. */
export function rawMessageHeaders({ id: _id, body: _body, ...headers }: RawMessage): Record<string, unknown> {
  return headers;
}

/** Puts a delivery together again. The headers were written by `rawMessageHeaders`, so they are trusted. */
export function rawMessageFrom(delivery: { id: string; headers: object; body: Uint8Array }): RawMessage {
  return { ...delivery.headers, id: delivery.id, body: delivery.body } as RawMessage;
}
