import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets that have to be read again: what the database holds is worth nothing without `RAILGUARD_SECRET`. */
export interface SealedBox {
  /** @param owner whose it is: a box that was moved to another owner does not open */
  seal(plain: Uint8Array, owner: string): Buffer;
  /** @throws Error where it was sealed with another secret, for another owner, or was changed */
  open(sealed: Uint8Array, owner: string): Buffer;
}

/**
 * AES-256-GCM; a box is nonce, tag and ciphertext.
 * @param purpose a key of its own is derived for each, so that other uses of the secret stay apart
 */
export function createSealedBox(secret: string, purpose: string): SealedBox {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `railguard ${purpose}`, 32));
  return {
    seal(plain, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(owner));
      const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
    },
    open(sealed, owner) {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}
