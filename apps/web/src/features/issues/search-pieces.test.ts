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

test('what only the server knows to be wrong is marked in place of its term', () => {
  expect(piecesOf('status:open x', { position: 0, length: 6 })).toEqual([
    { text: 'status', kind: 'wrong' },
    { text: ':open x', kind: 'plain' },
  ]);
});

test('a mistake is replaced where it stands', () => {
  expect(replaced('is:unresolved level:eror', { position: 20, length: 4 }, 'error')).toBe('is:unresolved level:error');
});
