import { expect, test } from 'vitest';
import { piecesOf, replaced } from './search-pieces.ts';

test('terms, exclusions and mistakes are told apart, and nothing of the text is lost', () => {
  const search = ' is:unresolved card !level:info level:eror ';
  const pieces = piecesOf(search);
  expect(pieces.map(({ text }) => text).join('')).toBe(search);
  expect(pieces.filter(({ kind }) => kind !== 'plain')).toEqual([
    { text: 'is:unresolved', kind: 'term' },
    { text: '!level:info', kind: 'not' },
    { text: 'eror', kind: 'wrong' },
  ]);
});

test('a mistake is replaced where it stands', () => {
  expect(replaced('is:unresolved level:eror', 20, 4, 'error')).toBe('is:unresolved level:error');
});
