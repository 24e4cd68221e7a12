import { constants, deflateRawSync } from 'node:zlib';

/** RFC 1952: magic, deflate, no flags, no time, no hints, unknown system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const CHUNK_BYTES = 16 * 1024 ** 2;

/**
 * A gzip body of some 2 MB that inflates to `bytes` of zeros. Its end is missing, since making the checksum of all
 * those zeros takes longer than anybody should spend on reading that far.
 */
export function gzipBomb(bytes: number): Buffer {
  // A full flush ends on a byte and forgets what came before, so one chunk can be repeated.
  const chunk = deflateRawSync(Buffer.alloc(CHUNK_BYTES), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([HEADER, ...Array(Math.ceil(bytes / CHUNK_BYTES)).fill(chunk)]);
}
