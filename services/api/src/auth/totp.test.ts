import { describe, expect, test } from 'vitest';
import { describeTotp, newTotpSecret, stepOfCode } from './totp.ts';

/** RFC 6238, appendix B (SHA-1), the last six of its eight digits. */
const RFC_SECRET = Buffer.from('12345678901234567890');
const RFC_VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('a code', () => {
  test.each(RFC_VECTORS)('at %i s is %s, as the RFC says', (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  test.each([-1, 0, 1])('is taken from a clock that is %i half minutes off, and names its own step', (off) => {
    const [seconds, code] = RFC_VECTORS[1];
    expect(stepOfCode(RFC_SECRET, code, (seconds + off * 30) * 1000)).toBe(Math.floor(seconds / 30));
  });

  test.each([-2, 2])('is not taken from one that is %i half minutes off', (off) => {
    const [seconds, code] = RFC_VECTORS[1];
    expect(stepOfCode(RFC_SECRET, code, (seconds + off * 30) * 1000)).toBeUndefined();
  });

  test.each(['', '28708', '2870820', '28708x', '２８７０８２', ' 287082'])('is six digits, so %j is none', (code) => {
    expect(stepOfCode(RFC_SECRET, code, 59_000)).toBeUndefined();
  });
});

test('a secret is 160 random bits, which people are given in Base32 and as a URI', () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()];
  expect(one).toHaveLength(20);
  expect(one).not.toEqual(other);
  const { secret, otpauth_uri } = describeTotp(RFC_SECRET, 'ann@example.com');
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  const uri = new URL(otpauth_uri);
  expect(decodeURIComponent(uri.pathname)).toContain('Railguard:ann@example.com');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Railguard',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
