import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with what every authenticator app takes for granted. */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** A clock may be off by so many half minutes, either way. */
const STEPS_OFF = 1;
const ISSUER = 'Railguard';

export function newTotpSecret(): Uint8Array {
  return new Secret({ size: SECRET_BYTES }).bytes;
}

/** For people: in Base32 to be typed, and as the URI that a QR code holds. */
export function describeTotp(secret: Uint8Array, account: string): { secret: string; otpauth_uri: string } {
  const key = secretOf(secret);
  return {
    secret: key.base32,
    otpauth_uri: new TOTP({ ...SETTINGS, secret: key, issuer: ISSUER, label: account }).toString(),
  };
}

/**
 * The step whose code this is: half minutes since the epoch. undefined for a code of none that is near now. Compares in
 * constant time. Whether it was used before is for the store to say.
 */
export function stepOfCode(secret: Uint8Array, code: string, now = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const off = TOTP.validate({ ...SETTINGS, secret: secretOf(secret), token: code, timestamp: now, window: STEPS_OFF });
  return off === null ? undefined : Math.floor(now / 1000 / SETTINGS.period) + off;
}

function secretOf(bytes: Uint8Array): Secret {
  // A copy: a small Buffer is a part of memory that it shares with others.
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
