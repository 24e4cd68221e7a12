import { expect, test } from 'vitest';
import { KEY, keyOf } from '../test/ingestor.ts';
import { createRateLimiter } from './rate-limit.ts';

test('a minute of tokens may be used at once and comes back evenly', () => {
  let now = 0;
  const limiter = createRateLimiter(() => now);
  const key = keyOf(KEY, { rate_limit_per_minute: 60 });
  for (let i = 0; i < 60; i++) expect(limiter.take(key)).toBe(0);
  expect(limiter.take(key)).toBeCloseTo(1);
  now += 400;
  expect(limiter.take(key)).toBeCloseTo(0.6);
  now += 600;
  expect(limiter.take(key)).toBe(0);
  expect(limiter.take(key)).toBeGreaterThan(0);
});

test('waiting long does not save up more than a minute of tokens', () => {
  let now = 0;
  const limiter = createRateLimiter(() => now);
  const key = keyOf(KEY, { rate_limit_per_minute: 2 });
  limiter.take(key);
  now += 3_600_000;
  expect([limiter.take(key), limiter.take(key)]).toEqual([0, 0]);
  expect(limiter.take(key)).toBeCloseTo(30);
});

test('a batch overdraws the bucket, and what follows waits for it', () => {
  const limiter = createRateLimiter(() => 0);
  const key = keyOf(KEY, { rate_limit_per_minute: 60 });
  limiter.take(key);
  limiter.charge(key, 99);
  expect(limiter.take(key)).toBeCloseTo(41);
});

test('a changed limit counts from the next request', () => {
  const limiter = createRateLimiter(() => 0);
  limiter.take(keyOf(KEY, { rate_limit_per_minute: 100 }));
  expect(limiter.take(keyOf(KEY, { rate_limit_per_minute: 1 }))).toBe(0);
  expect(limiter.take(keyOf(KEY, { rate_limit_per_minute: 1 }))).toBe(60);
  expect(limiter.take(keyOf(KEY, { rate_limit_per_minute: null }))).toBe(0);
});
