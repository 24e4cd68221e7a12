import { newEventId, parseEventId } from '@railguard/protocol/ids';
import { parseJson } from '@railguard/protocol/json';
import { MAX_EVENT_BYTES, MAX_EVENTS_PER_REQUEST } from '@railguard/protocol/limits';
import { refusal } from '@railguard/protocol/outcome';
import { type CountedItems, RefusedItems } from '../refused-items.ts';
import { elementSizes } from './array-elements.ts';

const OPENING_BRACKET = 0x5b;

export interface NativeEvents {
  /** One for each event, in their order: the client's own, or a new one. */
  ids: string[];
  /** Whether an array was sent, so that an array is answered. */
  isBatch: boolean;
}

/**
 * Looks at a native body as far as the door must: its syntax, its sizes and the ids. A request is taken whole or not
 * at all, so that a client never has to find out which half to send again.
 *
 * @throws RefusedItems `invalid_json`, `payload_too_large`
 */
export function readNativeEvents(json: Buffer): NativeEvents {
  const isLarge = json.length > MAX_EVENT_BYTES;
  // One event that is too large need not be parsed to know it.
  if (isLarge && firstSign(json) !== OPENING_BRACKET) throw tooLarge();

  const value = parse(json);
  if (!Array.isArray(value)) {
    if (!isObject(value)) throw notAnObject('The body is neither an object nor an array of objects.');
    return { ids: [eventId(value)], isBatch: false };
  }

  const items = countCategories(value);
  if (value.length > MAX_EVENTS_PER_REQUEST) {
    throw new RefusedItems('payload_too_large', refusal('invalid', 'too_many_events'), {
      detail: `A request may hold at most ${MAX_EVENTS_PER_REQUEST} events; this one holds ${value.length}.`,
      items,
    });
  }
  const stranger = value.findIndex((element) => !isObject(element));
  if (stranger !== -1) throw notAnObject(`Element ${stranger} of the array is not an object.`, items);
  if (isLarge) {
    const large = elementSizes(json).findIndex((size) => size > MAX_EVENT_BYTES);
    if (large !== -1) throw tooLarge(items, `Element ${large} of the array`);
  }
  return { ids: value.map(eventId), isBatch: true };
}

function parse(json: Buffer): unknown {
  try {
    return parseJson(json);
  } catch (error) {
    const detail = json.length === 0 ? 'The body is empty.' : undefined;
    if (error instanceof SyntaxError)
      throw new RefusedItems('invalid_json', refusal('invalid', 'invalid_json'), { detail });
    throw error;
  }
}

function eventId(event: Record<string, unknown>): string {
  return parseEventId(event.event_id) ?? newEventId();
}

function countCategories(events: unknown[]): CountedItems {
  let transactions = 0;
  for (const event of events) if (isObject(event) && event.type === 'transaction') transactions++;
  return { error: events.length - transactions, transaction: transactions };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The first byte that is neither blank nor of a byte order mark. */
function firstSign(json: Buffer): number | undefined {
  return json.find((byte) => byte > 0x20 && byte < 0x80);
}

function notAnObject(detail: string, items?: CountedItems): RefusedItems {
  return new RefusedItems('invalid_json', refusal('invalid', 'not_an_object'), { detail, items });
}

function tooLarge(items?: CountedItems, which = 'The event'): RefusedItems {
  return new RefusedItems('payload_too_large', refusal('invalid', 'too_large'), {
    detail: `${which} has more than ${MAX_EVENT_BYTES} bytes.`,
    items,
  });
}
