import { InflatedTooLargeError } from '@railguard/protocol/body';
import { MAX_ENVELOPE_BYTES, MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { refusal } from '@railguard/protocol/outcome';
import { decodeStoreBody } from '@railguard/protocol/store-body';
import { parseLenientJson } from '../json/parse-json.ts';
import { isRecord } from '../json/record.ts';
import type { Dialect, DialectResult } from './dialect.ts';
import { sentryContent } from './sentry/content.ts';

const TOO_LARGE: DialectResult = {
  items: [],
  refused: [{ ...refusal('invalid', 'too_large'), category: 'error', quantity: 1 }],
};

/** Sentry's older endpoint: one event as JSON, as base64 of JSON, or as zlib of JSON with or without base64 around it. */
export const sentryStore: Dialect = {
  name: 'sentry-store',
  maxBytes: MAX_ENVELOPE_BYTES,
  read(body) {
    try {
      const payload = decodeStoreBody(body, MAX_EVENT_BYTES);
      if (payload.byteLength > MAX_EVENT_BYTES) return TOO_LARGE;
      const parsed = parseLenientJson(payload);
      const type = isRecord(parsed?.value) && parsed.value.type === 'transaction' ? 'transaction' : 'event';
      return { items: [{ type, headers: {}, payload, read: () => sentryContent(parsed, {}) }], refused: [] };
    } catch (error) {
      if (!(error instanceof InflatedTooLargeError)) throw error;
      return TOO_LARGE;
    }
  },
};
