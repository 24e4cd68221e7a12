import { crc32 } from 'node:zlib';

/** RFC 1952: magic, deflate, no flags, no time, no hints. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** RFC 1951 section 3.2.4: final, stored, then the length and its complement. */
const BLOCK_HEADER_BYTES = 5;
const TRAILER_BYTES = 8;
const TEXT_OFFSET = HEADER.length + BLOCK_HEADER_BYTES;

/**
 * A gzip member that holds `text` uncompressed, so that it can be written over in place. Another member may follow:
 * members one after the other are one gzip stream.
 */
export function storedGzip(text: Buffer): Buffer {
  const member = Buffer.alloc(TEXT_OFFSET + text.length + TRAILER_BYTES);
  HEADER.copy(member);
  member[HEADER.length] = 1;
  member.writeUInt16LE(text.length, HEADER.length + 1);
  member.writeUInt16LE(text.length ^ 0xffff, HEADER.length + 3);
  text.copy(member, TEXT_OFFSET);
  member.writeUInt32LE(text.length, member.length - 4);
  sealStoredGzip(member);
  return member;
}

/** Makes the checksum right again after the text was written over. */
export function sealStoredGzip(member: Buffer): void {
  const end = member.length - TRAILER_BYTES;
  member.writeUInt32LE(crc32(member.subarray(TEXT_OFFSET, end)), end);
}
