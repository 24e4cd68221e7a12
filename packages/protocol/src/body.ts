import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { RawMessage } from './raw-message.ts';

export type ContentEncoding = RawMessage['content_encoding'];

/** The body is larger than allowed once inflated; inflation stopped at the limit. */
export class InflatedTooLargeError extends Error {
  override name = 'InflatedTooLargeError';
}

/** The body is not what its `Content-Encoding` says. */
export class BrokenEncodingError extends Error {
  override name = 'BrokenEncodingError';
}

const INFLATERS: Record<Exclude<ContentEncoding, 'identity'>, (body: Uint8Array, options: Options) => Buffer> = {
  gzip: gunzipSync,
  // RFC 9110 says zlib-wrapped; some clients send it raw. The first nibble of a zlib stream is its method, always 8.
  deflate: (body, options) =>
    ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, options) : inflateRawSync(body, options),
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};
interface Options {
  maxOutputLength: number;
}

/**
 * Inflates a body, never to more than `limit` bytes. Synchronous on purpose: below about 100 kB the promisified
 * form costs more than the work itself, and larger bodies are rare.
 *
 * @throws InflatedTooLargeError, BrokenEncodingError
 */
export function inflate(body: Uint8Array, encoding: ContentEncoding, limit: number): Buffer {
  if (encoding === 'identity') {
    if (body.byteLength > limit) throw new InflatedTooLargeError(`the body has more than ${limit} bytes`);
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }
  try {
    return INFLATERS[encoding](body, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new InflatedTooLargeError(`the body inflates to more than ${limit} bytes`);
    }
    throw new BrokenEncodingError(`the body is not valid ${encoding}`);
  }
}
