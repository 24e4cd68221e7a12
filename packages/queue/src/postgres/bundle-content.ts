import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** A message as it is written: its headers are JSON already. */
export interface WrittenMessage {
  id: string;
  headers: string;
  body: Uint8Array;
}

const PLAIN = 0;
const ZSTD = 1;
/** Id, length of headers, length of body. */
const PREFIX_BYTES = 16 + 4 + 4;
/** Less than this is not worth the 20 µs that setting zstd up takes. */
const LEAST_COMPRESSED = 512;
/** What zstd allocates at a time for its output; its default of 64 KiB keeps the garbage collector busy. */
const LEAST_CHUNK = 4 * 1024;
const MOST_CHUNK = 256 * 1024;

/** How many bytes of headers and bodies messages have. */
export function sizeOf(messages: WrittenMessage[]): number {
  return messages.reduce((sum, { headers, body }) => sum + Buffer.byteLength(headers) + body.byteLength, 0);
}

/**
 * The column `content` of `queue_bundle`: a byte that names the form, then each message's id, the lengths of its
 * headers and body as int32, headers and body. A hundred similar messages of 2 kB become some 13 kB, at 2 µs each.
 */
export function packMessages(messages: WrittenMessage[]): Buffer {
  const plain = writePlain(messages);
  if (plain.length < LEAST_COMPRESSED) return plain;
  const compressed = zstdCompressSync(plain.subarray(1), {
    params: { [constants.ZSTD_c_compressionLevel]: 1 },
    chunkSize: Math.min(Math.max(plain.length >> 3, LEAST_CHUNK), MOST_CHUNK),
  });
  // Bodies may have come compressed.
  return compressed.length < plain.length ? Buffer.concat([Buffer.of(ZSTD), compressed]) : plain;
}

/** @throws Error where the content is none of `packMessages` */
export function unpackMessages(content: Buffer): WrittenMessage[] {
  const bytes = content[0] === ZSTD ? zstdDecompressSync(content.subarray(1)) : content.subarray(1);
  const messages: WrittenMessage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const headersAt = at + PREFIX_BYTES;
    const bodyAt = headersAt + bytes.readInt32BE(at + 16);
    const end = bodyAt + bytes.readInt32BE(at + 20);
    if (end > bytes.length) throw new Error('a bundle of messages is damaged');
    messages.push({
      id: uuidAt(bytes, at),
      headers: bytes.toString('utf8', headersAt, bodyAt),
      body: bytes.subarray(bodyAt, end),
    });
    at = end;
  }
  return messages;
}

function writePlain(messages: WrittenMessage[]): Buffer {
  const bytes = Buffer.allocUnsafe(1 + PREFIX_BYTES * messages.length + sizeOf(messages));
  let at = bytes.writeUInt8(PLAIN);
  for (const { id, headers, body } of messages) {
    bytes.write(id.replaceAll('-', ''), at, 16, 'hex');
    const length = bytes.write(headers, at + PREFIX_BYTES);
    bytes.writeInt32BE(length, at + 16);
    bytes.writeInt32BE(body.byteLength, at + 20);
    bytes.set(body, at + PREFIX_BYTES + length);
    at += PREFIX_BYTES + length + body.byteLength;
  }
  return bytes;
}

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
