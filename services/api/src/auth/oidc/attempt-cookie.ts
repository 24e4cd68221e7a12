import { hkdfSync } from 'node:crypto';
import { newUuid } from '@railguard/protocol/ids';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { OidcAttempt } from './provider.ts';

/** A sign-in that was begun, as its browser keeps it. */
export interface KeptAttempt extends OidcAttempt {
  /** By which it is known once it came back. */
  id: string;
  expiresAt: Date;
  /** The address to open afterwards. */
  returnTo: string;
}

export interface AttemptCookie {
  set(response: Response, attempt: OidcAttempt & { returnTo: string }): Promise<void>;
  /** undefined where there is none, or it is forged or too old. */
  read(request: Request): Promise<KeptAttempt | undefined>;
  clear(response: Response): void;
}

const NAME = 'railguard_oidc';
const PATH = '/api/v1/auth/oidc';
/** Long enough to find one's second factor. */
const GOOD_FOR_S = 600;

/**
 * Keeps what a sign-in needs when it comes back in a cookie, encrypted: the browser that comes back is the one that went,
 * and nothing is kept here for those that never do. SameSite=Lax, since the provider's site sends it back.
 *
 * @param secret of the installation; a key of its own is derived from it
 */
export function createAttemptCookie(secret: string, secure: boolean): AttemptCookie {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'railguard oidc attempt', 32));
  const cookie = (value: string, maxAge: number) =>
    stringifySetCookie({ name: NAME, value, path: PATH, maxAge, secure, httpOnly: true, sameSite: 'lax' });

  return {
    async set(response, { state, nonce, verifier, returnTo }) {
      const sealed = await new EncryptJWT({ state, nonce, verifier, return_to: returnTo })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setJti(newUuid())
        .setExpirationTime(`${GOOD_FOR_S}s`)
        .encrypt(key);
      response.append('Set-Cookie', cookie(sealed, GOOD_FOR_S));
    },

    async read(request) {
      const sealed = parseCookie(request.get('cookie') ?? '')[NAME];
      if (!sealed) return undefined;
      try {
        const { payload } = await jwtDecrypt<Record<'state' | 'nonce' | 'verifier' | 'return_to', string>>(
          sealed,
          key,
          {
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            requiredClaims: ['jti', 'exp'],
          },
        );
        const { state, nonce, verifier, return_to, jti, exp } = payload;
        return { state, nonce, verifier, returnTo: return_to, id: jti!, expiresAt: new Date(exp! * 1000) };
      } catch {
        return undefined;
      }
    },

    clear(response) {
      response.append('Set-Cookie', cookie('', 0));
    },
  };
}
