import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, constants, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { type Coding, parseContentEncoding } from './content-encoding.ts';

/** What the first packet of a body has, and less than most first packets. */
const MOST_BYTES = 4 * 1024;
/** Of those once inflated: an ordinary event is a tenth as large compressed. */
const MOST_INFLATED_BYTES = 64 * 1024;
const MOST_USED_BYTES = 8 * 1024;

/**
 * Looks at the beginning of a body that nobody reads, as soon as any of it is there, and lets the rest go by unread.
 * `use` is told once, and undefined where the body is being read already, none came, or it cannot be inflated.
 * Never throws; nobody waits for it.
 */
export function peek(raw: IncomingMessage, use: (beginning: Buffer | undefined) => void): void {
  if (raw.readableFlowing !== null || raw.readableEnded || raw.destroyed) {
    use(undefined);
    return;
  }
  const tell = (chunk?: Buffer) => {
    raw.off('data', tell);
    raw.off('close', onClose);
    raw.resume();
    use(chunk && beginningOf(chunk, raw.headers['content-encoding']));
  };
  const onClose = () => tell();
  raw.once('close', onClose);
  raw.on('data', tell);
}

function beginningOf(chunk: Buffer, contentEncoding: string | undefined): Buffer | undefined {
  const { known, unknown } = parseContentEncoding(contentEncoding);
  const [coding, ...others] = known;
  if (unknown.length > 0 || others.length > 0) return undefined;
  const bytes = chunk.subarray(0, MOST_BYTES);
  try {
    return (coding ? INFLATERS[coding](bytes) : bytes).subarray(0, MOST_USED_BYTES);
  } catch {
    return undefined;
  }
}

const options = { maxOutputLength: MOST_INFLATED_BYTES };
const zlib = { ...options, finishFlush: constants.Z_SYNC_FLUSH };
/** Each takes a stream that breaks off. */
const INFLATERS: Record<Coding, (bytes: Buffer) => Buffer> = {
  gzip: (bytes) => gunzipSync(bytes, zlib),
  deflate: (bytes) => inflateSync(bytes, zlib),
  br: (bytes) => brotliDecompressSync(bytes, { ...options, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: (bytes) => zstdDecompressSync(bytes, { ...options, finishFlush: constants.ZSTD_e_flush }),
};
