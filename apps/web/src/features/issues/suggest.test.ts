import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const terms = (search: string) => suggest(search).map(({ term }) => term);

test('keys are offered by their beginning, also of the last of several terms', () => {
  expect(terms('lev')).toEqual(['level:']);
  expect(terms('is:unresolved !lev')).toEqual(['!level:']);
  expect(suggest('is:unresolved lev')[0]?.search).toBe('is:unresolved level:');
});

test('values are offered where there is a closed list', () => {
  expect(terms('is:unr')).toEqual(['is:unresolved ']);
  expect(terms('environment:p')).toEqual([]);
});

test('nothing is offered after what is finished', () => {
  expect(terms('level:error')).toEqual([]);
});
