import { expect, test } from 'vitest';
import { stillMatches } from './still-matches.ts';

test.each([
  ['is:unresolved level:error', 'resolved', false],
  ['is:regressed', 'ignored', false],
  ['is:[unresolved,resolved]', 'resolved', true],
  ['!is:resolved', 'resolved', false],
  ['!is:resolved', 'ignored', true],
  ['is:new', 'resolved', true],
  ['', 'resolved', true],
] as const)('%j keeps what becomes %s: %s', (query, status, expected) => {
  expect(stillMatches(query, { status })).toBe(expected);
});

test('a change of the assignee leaves everything where it is', () => {
  expect(stillMatches('is:unresolved', { assignee_id: null })).toBe(true);
});
