import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'railguard';
const ALGORITHM = 'HS256';

export interface AccessTokens {
  /** A JWT (HS256) that names the person for a quarter of an hour. */
  sign(userId: string): Promise<string>;
  /** The person's id; undefined where the token is forged, expired or of another kind. */
  verify(token: string): Promise<string | undefined>;
}

/** @param secret of the installation; a key of its own is derived from it, so that other uses of the secret stay apart */
export function createAccessTokens(secret: string): AccessTokens {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'railguard access token', 32));
  return {
    sign: (userId) =>
      new SignJWT()
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
          requiredClaims: ['sub', 'iat', 'exp'],
        });
        return payload.sub;
      } catch {
        return undefined;
      }
    },
  };
}
