import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Event } from '@railguard/protocol/event';
import { CURRENT_DICTIONARY, DICTIONARIES } from './payload-dictionary.ts';

/** Level 1: half the time of the default level, for some percent more bytes. */
const OPTIONS = {
  params: { [constants.ZSTD_c_compressionLevel]: 1 },
  dictionary: DICTIONARIES[CURRENT_DICTIONARY],
};
/** Room for the output, which zstd allocates at a time: the default of 64 KiB took a third of the whole call for 2 kB. */
const LEAST_CHUNK = 4 * 1024;
const MOST_CHUNK = 64 * 1024;
const PREFIX = Buffer.from([CURRENT_DICTIONARY]);

/** An event as its column `payload` holds it: the dictionary's number in one byte, then a zstd frame of its JSON. */
export function encodePayload(event: Event): Buffer {
  const json = JSON.stringify(event);
  const chunkSize = Math.min(Math.max(json.length >> 1, LEAST_CHUNK), MOST_CHUNK);
  return Buffer.concat([PREFIX, zstdCompressSync(json, { ...OPTIONS, chunkSize })]);
}

/** @throws Error where the payload was written with a dictionary that this version does not have */
export function decodePayload(payload: Uint8Array): Event {
  const number = payload[0]!;
  const dictionary = DICTIONARIES[number];
  if (!dictionary) throw new Error(`payload dictionary ${number} is unknown`);
  return JSON.parse(zstdDecompressSync(payload.subarray(1), { dictionary }).toString('utf8')) as Event;
}
