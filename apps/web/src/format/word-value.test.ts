import { expect, test } from 'vitest';
import { showUnseen, wordValue } from './word-value.ts';

test.each([
  ['\u202Egnp', '[U+202E]gnp'],
  ['a\u200Bb', 'a[U+200B]b'],
  ['\u0007bell', '[U+0007]bell'],
  ['soft\u00ADhyphen', 'soft[U+00AD]hyphen'],
  ['tag\u{E0041}', 'tag[U+E0041]'],
  ['line\n\tindented', 'line\n\tindented'],
  ['Grüße, 世界 👋', 'Grüße, 世界 👋'],
])('%j is shown as %j', (text, shown) => {
  expect(showUnseen(text)).toBe(shown);
});

test('whatever is no text is JSON', () => {
  expect(wordValue({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(wordValue(undefined)).toBe('');
});
