import { LEVELS } from '@railguard/protocol/level';
import { ISSUE_STATES, type SearchTerm } from '@railguard/protocol/search-query';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance } from './closest.ts';
import { parseSearch } from './parse-search.ts';
import { printSearch } from './print-search.ts';

const PIECES = [
  'is:',
  'level:',
  'tags[',
  ']',
  '[',
  ',',
  '"',
  '\\',
  '!',
  '*',
  ':',
  ' ',
  '>',
  'a',
  'age:-1d',
  '2026-01-01',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES)).map((all) => all.join('')),
);

test('any text is read or explained, and whatever was read is printed so that it is read the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { query, places, errors } = parseSearch(text);
      expect(places).toHaveLength(query.length);
      for (const { position, length, token } of errors) expect(text.slice(position, position + length)).toBe(token);
      for (const { start, end, text: written } of places) expect(text.slice(start, end)).toBe(written);
      if (query.length > 0 && query.length <= 30)
        expect(parseSearch(printSearch(query))).toMatchObject({ query, errors: [] });
    }),
    { numRuns: 2_000 },
  );
});

const notBlank = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.trim() === text);
const values = fc.array(fc.array(notBlank, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const key = fc.stringMatching(/^[\w.:-]{1,20}$/);
const term: fc.Arbitrary<SearchTerm> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), negated: fc.boolean(), text: notBlank }),
  fc.record({ kind: fc.constant('tag' as const), negated: fc.boolean(), key, values }),
  fc.record({ kind: fc.constant('has' as const), negated: fc.boolean(), key }),
  fc.record({
    kind: fc.constant('is' as const),
    negated: fc.boolean(),
    values: fc.subarray([...ISSUE_STATES], { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('level' as const),
    negated: fc.boolean(),
    values: fc.subarray([...LEVELS], { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    negated: fc.boolean(),
    key: fc.constant('firstSeen' as const),
    comparison: fc.constantFrom('>' as const, '<' as const, '>=' as const, '<=' as const),
    value: fc.record({ secondsAgo: fc.integer({ min: 0, max: 600_000 }) }),
  }),
);

test('every query can be written', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 10 }), (query) => {
      expect(parseSearch(printSearch(query))).toMatchObject({ query, errors: [] });
    }),
    { numRuns: 1_000 },
  );
});

test('distance counts inserted, deleted, replaced and swapped letters, in either direction', () => {
  expect(distance('enviroment', 'environment')).toBe(1);
  expect(distance('unresloved', 'unresolved')).toBe(1);
  expect(distance('', 'abc')).toBe(3);
  const word = fc.stringMatching(/^[abc]{0,6}$/);
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(distance(one, other)).toBe(distance(other, one));
      expect(distance(one, other) === 0).toBe(one === other);
    }),
  );
});
