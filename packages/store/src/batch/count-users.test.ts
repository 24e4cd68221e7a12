import { expect, it } from 'vitest';
import { estimateUsers, userHash } from './count-users.ts';

it('hashes have 63 bits and differ', () => {
  const hashes = Array.from({ length: 1_000 }, (_, user) => userHash(`id:${user}`));
  expect(new Set(hashes).size).toBe(1_000);
  expect(hashes.every((hash) => hash >= 0n && hash < 2n ** 63n)).toBe(true);
  expect(hashes.some((hash) => hash > 2n ** 62n)).toBe(true);
});

it.each([2_000, 50_000])('of %i users about as many are estimated', (users) => {
  const hashes = Array.from({ length: users }, (_, user) => userHash(`id:${user}`));
  const ceiling = hashes.sort((a, b) => (a < b ? -1 : 1))[1023]!;
  expect(Math.abs(estimateUsers(ceiling) / users - 1)).toBeLessThan(0.1);
});
