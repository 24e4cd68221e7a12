import { expect, test } from 'vitest';
import { countable } from './countable.ts';

test('each search is counted once, and no more of them than an address holds', () => {
  expect(countable(['a', 'b', 'a'])).toEqual(['a', 'b']);
  expect(countable(Array.from({ length: 50 }, (_, number) => `q${number}`))).toHaveLength(40);
  expect(countable(['is:new', 'x'.repeat(6_000), 'is:old'])).toEqual(['is:new', 'is:old']);
});
