import { type Envelope, isEventLike } from '@railguard/protocol/envelope';
import { newEventId, parseEventId } from '@railguard/protocol/ids';
import { parseLenientJson } from '@railguard/protocol/json';
import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';

/**
 * An id for each event-like item, in their order. The envelope's own id wins over the payload's, but belongs to the
 * first of them only; a payload is parsed just where its id is needed. What is no id counts as none, as clients do
 * send `""`.
 */
export function envelopeEventIds({ headers, items }: Envelope): string[] {
  const ofEnvelope = parseEventId(headers.event_id);
  return items.filter(isEventLike).map(({ payload }, index) => {
    return (index === 0 ? ofEnvelope : undefined) ?? payloadEventId(payload) ?? newEventId();
  });
}

function payloadEventId(payload: Uint8Array): string | undefined {
  if (payload.length > MAX_EVENT_BYTES) return undefined;
  try {
    return parseEventId((parseLenientJson(payload) as { event_id?: unknown } | null)?.event_id);
  } catch {
    // What is wrong with a payload is for the worker to find and count.
    return undefined;
  }
}

/** The id of the envelope itself, where it has one: that of its first event. */
export function envelopeId({ headers }: Pick<Envelope, 'headers'>): string[] {
  const id = parseEventId(headers.event_id);
  return id === undefined ? [] : [id];
}

/** The same, of what is no more than the beginning of an envelope. */
export function envelopeIdsAtBeginning(beginning: Buffer): string[] {
  const end = beginning.indexOf(0x0a);
  try {
    const headers: unknown = JSON.parse(beginning.toString('utf8', 0, end === -1 ? undefined : end));
    return envelopeId({ headers: headers as Envelope['headers'] });
  } catch {
    return [];
  }
}
