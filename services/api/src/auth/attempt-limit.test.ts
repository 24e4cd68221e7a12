import { expect, test } from 'vitest';
import { createAttemptLimit } from './attempt-limit.ts';

test('after the free attempts each further one waits twice as long', () => {
  let now = 0;
  const limit = createAttemptLimit(3, 10, () => now);
  expect([limit.begin('a'), limit.begin('a'), limit.begin('a')]).toEqual([0, 0, 0]);
  expect(limit.begin('a')).toBe(1_000);
  now = 1_000;
  expect(limit.begin('a')).toBe(0);
  expect(limit.begin('a')).toBe(2_000);
});

test('the wait never passes a quarter of an hour', () => {
  let now = 0;
  const limit = createAttemptLimit(1, 10, () => now);
  for (let attempt = 0; attempt < 60; attempt += 1) now += limit.begin('a');
  limit.begin('a');
  expect(limit.begin('a')).toBeLessThanOrEqual(15 * 60_000);
});

test('keys are counted apart, and success forgets one', () => {
  const limit = createAttemptLimit(1, 10, () => 0);
  limit.begin('a');
  expect(limit.begin('b')).toBe(0);
  expect(limit.begin('a')).toBeGreaterThan(0);
  limit.succeed('a');
  expect(limit.begin('a')).toBe(0);
});

test('no more keys are kept than there is room for: the one that was quiet longest goes', () => {
  const limit = createAttemptLimit(1, 2, () => 0);
  for (const key of ['a', 'b', 'c']) limit.begin(key);
  expect(limit.begin('b')).toBeGreaterThan(0);
  expect(limit.begin('c')).toBeGreaterThan(0);
  expect(limit.begin('a')).toBe(0);
});
