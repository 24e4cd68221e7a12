import { expect, it } from 'vitest';
import { likePatterns } from './like-pattern.ts';

it('makes a pattern of each word in which no character is special', () => {
  expect(likePatterns(' 100%  of\ta_b \\ ')).toEqual(['%100\\%%', '%of%', '%a\\_b%', '%\\\\%']);
});

it('looks for ten words at most, and for nothing in nothing', () => {
  expect(likePatterns('w '.repeat(50))).toHaveLength(10);
  expect(likePatterns(' \n ')).toEqual([]);
});
