import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Event } from '@railguard/protocol/event';
import { CURRENT_DICTIONARY, DICTIONARIES } from './payload-dictionary.ts';

/** Level 1: half the time of the default level, for some percent more bytes. */
const OPTIONS = {
  params: { [constants.ZSTD_c_compressionLevel]: 1 },
  dictionary: DICTIONARIES[CURRENT_DICTIONARY],
};
const PREFIX = Buffer.from([CURRENT_DICTIONARY]);

/** An event as its column `payload` holds it: the dictionary's number in one byte, then a zstd frame of its JSON. */
export function encodePayload(event: Event): Buffer {
  return Buffer.concat([PREFIX, zstdCompressSync(JSON.stringify(event), OPTIONS)]);
}

/** @throws Error where the payload was written with a dictionary that this version does not have */
export function decodePayload(payload: Uint8Array): Event {
  const number = payload[0]!;
  const dictionary = DICTIONARIES[number];
  if (!dictionary) throw new Error(`payload dictionary ${number} is unknown`);
  return JSON.parse(zstdDecompressSync(payload.subarray(1), { dictionary }).toString('utf8')) as Event;
}
