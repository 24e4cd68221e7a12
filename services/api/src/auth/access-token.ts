import { hkdfSync } from 'node:crypto';
import { isUuid } from '@railguard/protocol/ids';
import { jwtVerify, SignJWT } from 'jose';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'railguard';
const ALGORITHM = 'HS256';

/** Whom an access token names. */
export interface Bearer {
  userId: string;
  /** The sign-in that it came from. */
  sessionId: string;
}

export interface AccessTokens {
  /** A JWT (HS256) that names the person and the session for a quarter of an hour. */
  sign(bearer: Bearer): Promise<string>;
  /** undefined where the token is forged, expired or of another kind. */
  verify(token: string): Promise<Bearer | undefined>;
}

/** @param secret of the installation; a key of its own is derived from it, so that other uses of the secret stay apart */
export function createAccessTokens(secret: string): AccessTokens {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'railguard access token', 32));
  return {
    sign: ({ userId, sessionId }) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setIssuedAt()
        .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
        .sign(key),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: ISSUER,
          algorithms: [ALGORITHM],
          requiredClaims: ['sub', 'sid', 'iat', 'exp'],
        });
        const { sub, sid } = payload;
        return isId(sub) && isId(sid) ? { userId: sub, sessionId: sid } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function isId(claim: unknown): claim is string {
  return typeof claim === 'string' && isUuid(claim);
}
