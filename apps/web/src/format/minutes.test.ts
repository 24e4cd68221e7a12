import { expect, test } from 'vitest';
import { inUnits, wordMinutes } from './minutes.ts';

test.each([
  [0, '0 minutes'],
  [1, 'a minute'],
  [30, '30 minutes'],
  [60, 'an hour'],
  [90, '90 minutes'],
  [120, '2 hours'],
  [1_440, 'a day'],
  [1_500, '25 hours'],
  [10_080, '7 days'],
])('%i minutes are %s', (minutes, words) => {
  expect(wordMinutes(minutes)).toBe(words);
});

test('a number that is being written has a unit as well', () => {
  expect(inUnits(Number.NaN)).toEqual({ count: Number.NaN, unit: 'minutes' });
  expect(wordMinutes(Number.NaN)).toBe('… minutes');
});
