import { expect, test } from 'vitest';
import { neighboursIn } from './neighbours-in.ts';

test('neighbours are those of the list that was read last', () => {
  const lists = [
    { readAt: 1, ids: ['a', 'b', 'c'] },
    { readAt: 2, ids: ['x', 'b'] },
    { readAt: 3, ids: ['y', 'z'] },
  ];
  expect(neighboursIn(lists, 'b')).toEqual({ previous: 'x' });
  expect(neighboursIn(lists, 'a')).toEqual({ next: 'b' });
  expect(neighboursIn(lists, 'unlisted')).toEqual({});
});
