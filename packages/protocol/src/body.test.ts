import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BrokenEncodingError, InflatedTooLargeError, inflate } from './body.ts';

const body = Buffer.from(JSON.stringify({ message: 'x'.repeat(1000) }));
const ENCODED = [
  ['gzip', gzipSync(body)],
  ['deflate', deflateSync(body)],
  ['deflate', deflateRawSync(body)],
  ['br', brotliCompressSync(body)],
  ['zstd', zstdCompressSync(body)],
  ['identity', body],
] as const;

describe('inflating a body', () => {
  it.each(ENCODED)('reads %s', (encoding, encoded) => {
    expect(inflate(encoded, encoding, 10_000)).toEqual(body);
  });

  it.each(ENCODED)('allows exactly the limit in %s and not a byte more', (encoding, encoded) => {
    expect(inflate(encoded, encoding, body.byteLength)).toEqual(body);
    expect(() => inflate(encoded, encoding, body.byteLength - 1)).toThrow(InflatedTooLargeError);
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'] as const)('refuses bytes that are not %s', (encoding) => {
    expect(() => inflate(Buffer.from('{"plain":"json"}'), encoding, 10_000)).toThrow(BrokenEncodingError);
  });

  it.each(['gzip', 'deflate', 'zstd'] as const)('refuses %s that was cut short', (encoding) => {
    const whole = ENCODED.find(([name]) => name === encoding)![1];
    expect(() => inflate(whole.subarray(0, whole.length - 6), encoding, 10_000)).toThrow(BrokenEncodingError);
  });

  it('stops at the limit of a bomb instead of filling the memory', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.byteLength).toBeLessThan(100_000);
    expect(() => inflate(bomb, 'gzip', 1024 * 1024)).toThrow(InflatedTooLargeError);
  });
});
