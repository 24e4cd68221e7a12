import { type Envelope, EnvelopeError, isEventLike, parseEnvelope } from '@railguard/protocol/envelope';
import { MAX_EVENT_BYTES, MAX_EVENTS_PER_REQUEST } from '@railguard/protocol/limits';
import { type Outcome, refusal } from '@railguard/protocol/outcome';
import type { FastifyRequest } from 'fastify';
import { parseContentEncoding } from '../body/content-encoding.ts';
import { type DecodedBody, decodeBody } from '../body/decode-body.ts';
import { type CountedItems, RefusedItems } from '../refused-items.ts';

export interface ReceivedEnvelope {
  envelope: Envelope;
  sent: DecodedBody;
}

/**
 * Inflates and frames an envelope, to at most `limit` bytes. An encoding nobody knows counts as none: old SDKs send `UTF-8` there.
 * @throws RefusedItems `payload_too_large`, `invalid_encoding`, `invalid_envelope`
 */
export function readEnvelope(body: Buffer, { headers }: FastifyRequest, limit: number): ReceivedEnvelope {
  const sent = decodeBody(body, parseContentEncoding(headers['content-encoding']).known, limit);
  try {
    return { envelope: parseEnvelope(sent.plain), sent };
  } catch (error) {
    if (error instanceof EnvelopeError) throw invalidEnvelope(error.message);
    throw error;
  }
}

/**
 * What the door asks of an envelope. A broken item costs only itself where an event came before it, because SDKs
 * never send again what was refused.
 *
 * @throws RefusedItems `invalid_envelope`, `payload_too_large`
 */
export function checkEnvelope({ items, malformed }: Envelope): void {
  const events = items.filter(isEventLike);
  if (malformed !== undefined && events.length === 0) throw invalidEnvelope(malformed);
  if (events.length > MAX_EVENTS_PER_REQUEST) {
    throw tooMuch(refusal('invalid', 'too_many_events'), countEvents(events), 'The envelope holds too many events.');
  }
  // Where anything else is worth keeping, the worker drops what is too large and keeps the rest.
  if (events.length > 0 && events.every(({ payload }) => payload.length > MAX_EVENT_BYTES)) {
    const detail = `The event has more than ${MAX_EVENT_BYTES} bytes.`;
    throw tooMuch(refusal('invalid', 'too_large'), countEvents(events), detail);
  }
}

function countEvents(events: Envelope['items']): CountedItems {
  const transactions = events.filter(({ type }) => type === 'transaction').length;
  return { error: events.length - transactions, transaction: transactions };
}

function tooMuch(outcome: Outcome, items: CountedItems, detail: string): RefusedItems {
  return new RefusedItems('payload_too_large', outcome, { detail, items });
}

function invalidEnvelope(reason: string): RefusedItems {
  return new RefusedItems('invalid_envelope', refusal('invalid', 'invalid_envelope'), {
    detail: `The body is not a Sentry envelope: ${reason}.`,
  });
}
