import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Event } from '@railguard/protocol/event';

/** Level 1: half the time of the default level, for some percent more bytes. */
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** An event as its column `payload` holds it. */
export function encodePayload(event: Event): Buffer {
  return zstdCompressSync(JSON.stringify(event), OPTIONS);
}

export function decodePayload(payload: Uint8Array): Event {
  return JSON.parse(zstdDecompressSync(payload).toString('utf8')) as Event;
}
