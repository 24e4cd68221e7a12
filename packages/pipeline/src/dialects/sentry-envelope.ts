import { EnvelopeError, type EnvelopeItem, parseEnvelope } from '@railguard/protocol/envelope';
import { MAX_ENVELOPE_BYTES } from '@railguard/protocol/limits';
import { type CountedOutcome, refusal } from '@railguard/protocol/outcome';
import type { Item } from '../items/item.ts';
import { parseLenientJson } from '../json/parse-json.ts';
import type { Dialect } from './dialect.ts';
import { sentryContent } from './sentry/content.ts';

const MALFORMED: CountedOutcome = { ...refusal('invalid', 'invalid_envelope'), category: 'default', quantity: 1 };

/** Sentry's envelope. What is complete before a malformed item is kept. */
export const sentryEnvelope: Dialect = {
  name: 'sentry-envelope',
  maxBytes: MAX_ENVELOPE_BYTES,
  read(body) {
    try {
      const { headers, items, malformed } = parseEnvelope(body);
      const typed = items.filter((item) => item.type !== '');
      const refused = items.filter((item) => item.type === '').map(() => MALFORMED);
      return {
        items: typed.map((item) => toItem(item, headers)),
        refused: malformed ? [...refused, MALFORMED] : refused,
      };
    } catch (error) {
      if (error instanceof EnvelopeError) return { items: [], refused: [MALFORMED] };
      throw error;
    }
  },
};

function toItem({ type, headers, payload }: EnvelopeItem, envelopeHeaders: Record<string, unknown>): Item {
  return {
    type,
    headers,
    payload,
    read: () => sentryContent(parseLenientJson(payload), envelopeHeaders),
  };
}
