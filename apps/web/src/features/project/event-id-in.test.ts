import { expect, test } from 'vitest';
import { eventIdIn } from './event-id-in.ts';

test.each([
  ['9C3F0123456789abcdef0123456789ab', '9c3f0123456789abcdef0123456789ab'],
  ['9c3f0123-4567-89ab-cdef-0123456789ab', '9c3f0123456789abcdef0123456789ab'],
  ['sent event 9c3f0123456789abcdef0123456789ab to sentry', '9c3f0123456789abcdef0123456789ab'],
  ['SHOP-12', undefined],
  ['', undefined],
])('in %j the id is %j', (text, id) => {
  expect(eventIdIn(text)).toBe(id);
});
