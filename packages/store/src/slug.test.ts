import { expect, it } from 'vitest';
import { slugCandidates, slugify } from './slug.ts';

it.each([
  ['My Shop', 'my-shop'],
  ['  --Größe & Co.--  ', 'grosse-co'],
  ['Ünïcode ﬁne', 'unicode-fine'],
  ['日本', 'project'],
  ['', 'project'],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('%j becomes %s', (name, slug) => {
  expect(slugify(name, 'project')).toBe(slug);
});

it('a slug that is taken is followed by numbers from 2', () => {
  expect([...slugCandidates('shop').take(3)]).toEqual(['shop', 'shop-2', 'shop-3']);
});
