import { expect, test } from 'vitest';
import { keyBeingWritten, suggest } from './suggest.ts';

const terms = (search: string, values?: string[]) => suggest(search, values).map(({ term }) => term);

test('keys are offered by their beginning, also of the last of several terms', () => {
  expect(terms('lev')).toEqual(['level:']);
  expect(terms('is:unresolved !lev')).toEqual(['!level:']);
  expect(suggest('is:unresolved lev')[0]?.search).toBe('is:unresolved level:');
});

test('values are offered where there is a closed list, or where the API knows some', () => {
  expect(terms('is:unr')).toEqual(['is:unresolved ']);
  expect(terms('environment:p', ['production', 'staging'])).toEqual(['environment:production ']);
  expect(terms('browser:', ['Chrome 141'])).toEqual(['browser:"Chrome 141" ']);
});

test('nothing is offered after what is finished', () => {
  expect(terms('level:error')).toEqual([]);
});

test('the key that is given a value is the last one', () => {
  expect(keyBeingWritten('is:unresolved release:')).toBe('release');
  expect(keyBeingWritten('is:unresolved rel')).toBeUndefined();
});
