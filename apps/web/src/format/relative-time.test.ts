import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');

test.each([
  [0, 'now'],
  [-59_000, 'now'],
  [-60_000, '1m ago'],
  [-3 * 3_600_000 - 1, '3h ago'],
  [-86_400_000, 'yesterday'],
  [-13 * 86_400_000, 'last wk.'],
  [2 * 3_600_000, 'in 2h'],
])('%i ms from now is %s', (offset, words) => {
  expect(relativeTime(new Date(NOW + offset), NOW)).toBe(words);
});
