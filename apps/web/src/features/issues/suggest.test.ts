import { expect, test } from 'vitest';
import { suggest, unfinished } from './suggest.ts';

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

test('so are the tags and values that a project has seen, with their counts', () => {
  expect(suggest('pla', ['plan', 'platform'], []).map(({ term }) => term)).toEqual(['platform:', 'plan:']);
  const [first] = suggest('!plan:p', [], [{ value: 'pro plus', count: 7 }]);
  expect(first).toEqual({ search: '!plan:"pro plus" ', term: 'plan:"pro plus" ', description: '7' });
});

test('nothing is offered after what is finished', () => {
  expect(terms('level:error')).toEqual([]);
});

test('what is being written is the last word, in front of the cursor', () => {
  expect(unfinished('is:new release:shop@')).toEqual({ before: 'is:new release:', key: 'release', begun: 'shop@' });
});
