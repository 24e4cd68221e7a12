import { expect, it } from 'vitest';
import { likeAnywhere, likeParts } from './like-pattern.ts';

it('makes patterns in which no character is special', () => {
  expect(['100%', 'a_b', '\\'].map(likeAnywhere)).toEqual(['%100\\%%', '%a\\_b%', '%\\\\%']);
});

it('matches anything between the parts', () => {
  expect(likeParts(['shop@1.', '.%', ''])).toBe('shop@1.%.\\%%');
});
