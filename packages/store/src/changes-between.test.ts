import { expect, test } from 'vitest';
import { changesBetween } from './changes-between.ts';

test('what an act changed is told field by field, and what stayed is not', () => {
  const before = { name: 'Shop', platform: 'ruby', origins: ['a'], scrub: { keys: [], ip: false }, days: null };
  const after = { name: 'Store', origins: ['a'], scrub: { keys: ['x'], ip: false }, days: 7 };
  expect(changesBetween(before, after)).toEqual({
    name: { from: 'Shop', to: 'Store' },
    'scrub.keys': { from: [], to: ['x'] },
    days: { from: null, to: 7 },
  });
});
