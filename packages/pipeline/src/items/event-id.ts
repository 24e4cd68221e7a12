import { createHash } from 'node:crypto';
import { parseEventId } from '@railguard/protocol/ids';
import type { ItemContext } from './item.ts';

/**
 * The id of an event-like item: the one its client was answered, else the one in its payload, else one made from the
 * message's id and the item's place in it, so that a redelivery meets the same event again.
 */
export function eventIdOf(inPayload: unknown, { raw, eventIndex }: ItemContext): string {
  const derived = () => createHash('sha256').update(`${raw.id}\0${eventIndex}`).digest('hex').slice(0, 32);
  return parseEventId(raw.event_ids[eventIndex]) ?? parseEventId(inPayload) ?? derived();
}
