import { expect, test } from 'vitest';
import { readHistorySearch } from './history-search.ts';

const ID = '00000000-0000-4000-8000-000000000001';

test('an address narrows the history by state, rule and issue', () => {
  expect(readHistorySearch({ state: 'held', rule: ID, issue: ID })).toEqual({ state: 'held', rule: ID, issue: ID });
});

test('what is no state and no id is left out', () => {
  expect(readHistorySearch({ state: 'gone', rule: 'x', issue: 7, other: 'y' })).toEqual({});
});
