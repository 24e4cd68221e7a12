import { expect, test } from 'vitest';
import { oneLine } from './one-line.ts';

test.each([
  ['Ann', 'Ann'],
  ['Ann\r\nBcc: eve@example.com', 'Ann Bcc: eve@example.com'],
  ['\nAnn\u2028\u2029\u0085Lee\t\0', 'Ann Lee'],
  ['Größe 💥', 'Größe 💥'],
])('%j is written as %j', (value, line) => {
  expect(oneLine(value)).toBe(line);
});
