import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it.each([
  [1, 1_000],
  [2, 2_000],
  [5, 16_000],
  [9, 256_000],
  [10, 300_000],
  [5_000, 300_000],
])('the delay after %d failures lies in the upper half of %d ms', (failures, full) => {
  const delays = Array.from({ length: 200 }, () => backoffMs(failures));
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(full / 2);
  expect(Math.max(...delays)).toBeLessThanOrEqual(full);
  expect(new Set(delays).size).toBeGreaterThan(100);
});
