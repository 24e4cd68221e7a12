import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { hashToken } from './random-token.ts';

/** Says what it is where somebody finds it, so that scanners for secrets do. */
const KIND = 'rgt_';
const RANDOM_LENGTH = 43;
const FORM = new RegExp(`^${KIND}([\\w-]{${RANDOM_LENGTH}})([\\w-]{6})$`);
/** As many characters as tell the tokens of a person apart; 36 bits of 256 give nothing away. */
const PREFIX_LENGTH = KIND.length + 6;

export interface FreshApiToken {
  /** `rgt_`, 256 random bits, and a checksum of 32. */
  token: string;
  /** What the store keeps in its place. */
  token_hash: Uint8Array;
  prefix: string;
}

export function newApiToken(): FreshApiToken {
  const random = randomBytes(32).toString('base64url');
  const token = `${KIND}${random}${checksum(random)}`;
  return { token, token_hash: hashToken(token), prefix: token.slice(0, PREFIX_LENGTH) };
}

/** Whether it could be one. A mistyped or made-up one is found out here, without asking the database. */
export function isApiToken(text: string): boolean {
  const [, random, sum] = FORM.exec(text) ?? [];
  return random !== undefined && checksum(random) === sum;
}

function checksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64url');
}
