import { createHmac, hkdfSync, randomBytes } from 'node:crypto';

const COUNT = 10;
/** 80 bits, in sixteen letters and digits. */
const BYTES = 10;
/** Crockford's Base32: nothing in it looks like anything else in it. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export interface RecoveryCodes {
  /** Ten new ones, such as `7xq2-m0fz-k4c9-vd1t`. */
  make(): string[];
  /** What the store keeps in the place of one. Spaces, hyphens and letter case do not matter. */
  hash(code: string, userId: string): Buffer;
}

/** @param secret of the installation: without it, a stolen database does not even allow to guess */
export function createRecoveryCodes(secret: string): RecoveryCodes {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'railguard recovery code', 32));
  return {
    make: () => Array.from({ length: COUNT }, makeOne),
    hash: (code, userId) =>
      createHmac('sha256', key)
        .update(`${userId} ${plainCode(code)}`)
        .digest(),
  };
}

/** A code as it is compared. */
export function plainCode(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase();
}

function makeOne(): string {
  const bits = [...randomBytes(BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)!.map((five) => ALPHABET[Number.parseInt(five, 2)]);
  return letters.join('').match(/.{4}/g)!.join('-');
}
