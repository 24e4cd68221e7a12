import { MAX_EVENTS_PER_REQUEST, MAX_REQUEST_BYTES } from '@railguard/protocol/limits';
import { type CountedOutcome, refusal } from '@railguard/protocol/outcome';
import type { Item } from '../items/item.ts';
import { parseJson } from '../json/parse-json.ts';
import { isRecord } from '../json/record.ts';
import type { Dialect } from './dialect.ts';

/** Railguard's own: one event as a JSON object or several as an array, in the canonical shape already. */
export const native: Dialect = {
  name: 'native',
  maxBytes: MAX_REQUEST_BYTES,
  read(body) {
    const parsed = parseJson(body);
    if (!parsed) return { items: [], refused: [refused('invalid_json', 1)] };
    const events: unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
    const items = events.slice(0, MAX_EVENTS_PER_REQUEST).map(toItem);
    const surplus = events.length - items.length;
    return { items, refused: surplus > 0 ? [refused('too_many_events', surplus)] : [] };
  },
};

/** Native events are parsed, and were measured at the door, with the body they came in. */
const NO_PAYLOAD = new Uint8Array();

function toItem(event: unknown): Item {
  const type = isRecord(event) && event.type === 'transaction' ? 'transaction' : 'event';
  return { type, headers: {}, payload: NO_PAYLOAD, read: () => ({ value: event }) };
}

function refused(reason: 'invalid_json' | 'too_many_events', quantity: number): CountedOutcome {
  return { ...refusal('invalid', reason), category: 'error', quantity };
}
