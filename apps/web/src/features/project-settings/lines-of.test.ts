import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';

test('lines are trimmed, and what is empty or there twice is left out', () => {
  expect(linesOf('  password \n\niban\r\npassword\n')).toEqual(['password', 'iban']);
  expect(linesOf(null)).toEqual([]);
});
