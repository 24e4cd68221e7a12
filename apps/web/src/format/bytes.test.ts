import { expect, test } from 'vitest';
import { wordBytes } from './bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [1_234_567, '1.2 MB'],
  [345_000_000_000, '345 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(wordBytes(bytes)).toBe(words);
});
