import { MAX_EVENT_BYTES, MAX_EVENTS_PER_REQUEST, MAX_REQUEST_BYTES } from '@railguard/protocol/limits';
import { type CountedOutcome, refusal } from '@railguard/protocol/outcome';
import type { Item } from '../items/item.ts';
import { jsonBytes } from '../json/json-bytes.ts';
import { parseJson } from '../json/parse-json.ts';
import { isRecord } from '../json/record.ts';
import type { Dialect } from './dialect.ts';

/** Native events are parsed with the body they came in; nobody asks for their bytes again. */
const NOTHING = new Uint8Array();

/** Railguard's own: one event as a JSON object or several as an array, in the canonical shape already. */
export const native: Dialect = {
  name: 'native',
  maxBytes: MAX_REQUEST_BYTES,
  read(body) {
    const parsed = parseJson(body);
    if (!parsed) return { items: [], refused: [refused('invalid_json', 1)] };
    if (!Array.isArray(parsed.value)) return { items: [toItem(parsed.value, body.byteLength)], refused: [] };

    // Each event is measured only where all of them together could hide one that is too large.
    const measure = body.byteLength <= MAX_EVENT_BYTES ? () => 0 : jsonBytes;
    const items = parsed.value.slice(0, MAX_EVENTS_PER_REQUEST).map((event) => toItem(event, measure(event)));
    const surplus = parsed.value.length - items.length;
    return { items, refused: surplus > 0 ? [refused('too_many_events', surplus)] : [] };
  },
};

function toItem(event: unknown, bytes: number): Item {
  const type = isRecord(event) && event.type === 'transaction' ? 'transaction' : 'event';
  return { type, headers: {}, payload: NOTHING, bytes, read: () => ({ value: event }) };
}

function refused(reason: 'invalid_json' | 'too_many_events', quantity: number): CountedOutcome {
  return { ...refusal('invalid', reason), category: 'error', quantity };
}
