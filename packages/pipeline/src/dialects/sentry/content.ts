import type { Content } from '../../items/item.ts';
import type { ParsedJson } from '../../json/parse-json.ts';
import { isRecord } from '../../json/record.ts';
import { canonicalEvent } from './event.ts';
import { sentryPointer } from './pointer.ts';

/** A parsed Sentry event as an item's content. What is not an object is passed on: the item type refuses it. */
export function sentryContent(parsed: ParsedJson, envelopeHeaders: Record<string, unknown>): Content | undefined {
  if (!isRecord(parsed?.value)) return parsed;
  const sent = parsed.value;
  return {
    value: canonicalEvent(sent, envelopeHeaders),
    sentAt: envelopeHeaders.sent_at,
    pointerAsSent: (pointer) => sentryPointer(pointer, sent),
  };
}
