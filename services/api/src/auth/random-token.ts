import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, what the store keeps in their place, and until when they are good. */
export interface FreshToken {
  token: string;
  token_hash: Uint8Array;
  expires_at: Date;
}

export function newToken(seconds: number): FreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, token_hash: hashToken(token), expires_at: new Date(Date.now() + seconds * 1000) };
}

/** A plain hash is enough: the token is random, so there is nothing to guess. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
