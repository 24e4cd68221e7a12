import { InflatedTooLargeError } from '@railguard/protocol/body';
import { newEventId, parseEventId } from '@railguard/protocol/ids';
import { parseLenientJson } from '@railguard/protocol/json';
import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { refusal } from '@railguard/protocol/outcome';
import { decodeStoreBody } from '@railguard/protocol/store-body';
import { RefusedItems } from '../refused-items.ts';

/**
 * The id of the one event a store request holds: its own, or a new one.
 * @throws RefusedItems `invalid_json`, `payload_too_large`
 */
export function readStoreEventId(body: Buffer): string {
  const json = unwrap(body);
  const event = parse(json);
  if (event === null || typeof event !== 'object' || Array.isArray(event)) {
    throw new RefusedItems('invalid_json', refusal('invalid', 'not_an_object'), {
      detail: 'The body is not an object.',
    });
  }
  return parseEventId((event as { event_id?: unknown }).event_id) ?? newEventId();
}

function unwrap(body: Buffer): Buffer {
  try {
    const json = decodeStoreBody(body, MAX_EVENT_BYTES);
    if (json.length <= MAX_EVENT_BYTES) return json;
  } catch (error) {
    if (!(error instanceof InflatedTooLargeError)) throw error;
  }
  throw new RefusedItems('payload_too_large', refusal('invalid', 'too_large'), {
    detail: `The event has more than ${MAX_EVENT_BYTES} bytes.`,
  });
}

function parse(json: Buffer): unknown {
  try {
    return parseLenientJson(json);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RefusedItems('invalid_json', refusal('invalid', 'invalid_json'));
    throw error;
  }
}
