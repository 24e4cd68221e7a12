import { MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { parseLenientJson } from '../json/parse-json.ts';
import { isRecord } from '../json/record.ts';
import type { Item } from './item.ts';

/** No entry of a JSON list takes fewer bytes than `{}`, so a header cannot claim more than the payload has room for. */
const LEAST_ENTRY_BYTES = 2;

/**
 * How many entries a container of logs, spans or metrics holds; 1 where it is a single one, undefined where it has no
 * count in its header and is too large to be parsed for it.
 */
export function entryCount(item: Item): number | undefined {
  const claimed = item.headers.item_count;
  if (typeof claimed === 'number' && Number.isSafeInteger(claimed) && claimed >= 0) {
    return Math.min(claimed, Math.ceil(item.payload.byteLength / LEAST_ENTRY_BYTES));
  }
  if (item.payload.byteLength > MAX_EVENT_BYTES) return undefined;
  const content = parseLenientJson(item.payload)?.value;
  return isRecord(content) && Array.isArray(content.items) ? content.items.length : 1;
}
