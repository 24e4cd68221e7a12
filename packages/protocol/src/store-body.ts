import { BrokenEncodingError, inflate } from './body.ts';

/**
 * The JSON bytes of a body of Sentry's `store` endpoint: plain, or base64, or zlib, or zlib in base64, as clients of
 * the raven era send them without saying so. `body` has its Content-Encoding undone already.
 *
 * @throws InflatedTooLargeError
 */
export function decodeStoreBody(body: Buffer, limit: number): Buffer {
  if (looksLikeJson(body)) return body;
  const bytes = isBase64(body) ? Buffer.from(body.toString('latin1'), 'base64') : body;
  // Raw deflate has no signature, so text must not get as far as the inflater.
  if (looksLikeJson(bytes)) return bytes;
  try {
    return inflate(bytes, 'deflate', limit);
  } catch (error) {
    if (error instanceof BrokenEncodingError) return bytes;
    throw error;
  }
}

/** Begins with a brace or a byte order mark, or has nothing in it to inflate. */
function looksLikeJson(bytes: Buffer): boolean {
  const first = bytes.find((byte) => byte > 0x20);
  return first === undefined || first === 0x7b || first === 0xef;
}

function isBase64(body: Buffer): boolean {
  return /^[A-Za-z0-9+/_=\-\s]+$/.test(body.toString('latin1'));
}
