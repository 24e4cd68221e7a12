import { BrokenEncodingError, InflatedTooLargeError, inflate } from '@railguard/protocol/body';
import { MAX_ENVELOPE_BYTES, MAX_EVENT_BYTES } from '@railguard/protocol/limits';
import { refusal } from '@railguard/protocol/outcome';
import { parseLenientJson } from '../json/parse-json.ts';
import { isRecord } from '../json/record.ts';
import type { Dialect } from './dialect.ts';
import { sentryContent } from './sentry/content.ts';

/** Sentry's older endpoint: one event as JSON, as base64 of JSON, or as zlib of JSON with or without base64 around it. */
export const sentryStore: Dialect = {
  name: 'sentry-store',
  maxBytes: MAX_ENVELOPE_BYTES,
  read(body) {
    try {
      const payload = unwrap(body);
      const parsed = parseLenientJson(payload);
      const type = isRecord(parsed?.value) && parsed.value.type === 'transaction' ? 'transaction' : 'event';
      const read = () => sentryContent(parsed, {});
      return { items: [{ type, headers: {}, payload, bytes: payload.byteLength, read }], refused: [] };
    } catch (error) {
      if (!(error instanceof InflatedTooLargeError)) throw error;
      return { items: [], refused: [{ ...refusal('invalid', 'too_large'), category: 'error', quantity: 1 }] };
    }
  },
};

const ZLIB_FIRST_BYTE = 0x78;
const BASE64 = /^[\w+/\s=-]+$/;
/** JSON that looks like base64, and is no event either way. */
const BARE_JSON = /^(?:true|false|null|\d+)$/;

/** The JSON inside whatever is wrapped around it; the bytes as they are where nothing is. */
function unwrap(body: Buffer): Buffer {
  const bytes = fromBase64(body);
  if (bytes[0] !== ZLIB_FIRST_BYTE) return bytes;
  try {
    return inflate(bytes, 'deflate', MAX_EVENT_BYTES);
  } catch (error) {
    if (error instanceof BrokenEncodingError) return bytes;
    throw error;
  }
}

function fromBase64(body: Buffer): Buffer {
  if (body[0] === ZLIB_FIRST_BYTE) return body;
  const text = body.toString('latin1').trim();
  return BASE64.test(text) && !BARE_JSON.test(text) ? Buffer.from(text, 'base64') : body;
}
