import { cpuMsOf } from '@railguard/testing/cpu-time';
import { expect, test } from 'vitest';
import { compileGlob } from './glob.ts';

test.each<[pattern: string, text: string, fits: boolean]>([
  ['abc', 'abc', true],
  ['abc', 'ABC', true],
  ['abc', 'xabc', false],
  ['abc*', 'abcd', true],
  ['*abc', 'xabc', true],
  ['*abc', 'abcx', false],
  ['a*c', 'ac', true],
  ['a*c', 'abbc', true],
  ['ab*ba', 'aba', false],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['*', '', true],
  ['**', 'anything', true],
  ['a.c', 'abc', false],
  ['(a+)+$', '(a+)+$', true],
  ['Loading chunk * failed', 'loading chunk 7\n failed', true],
])('%j on %j: %s', (pattern, text, fits) => {
  expect(compileGlob(pattern)(text)).toBe(fits);
});

test('a pattern made to take long takes no time', () => {
  const fits = compileGlob(`${'*a'.repeat(100)}*b`);
  const text = 'a'.repeat(100_000);
  const took = cpuMsOf(() => {
    for (let round = 0; round < 100; round++) expect(fits(text)).toBe(false);
  });
  expect(took).toBeLessThan(1_000);
});
