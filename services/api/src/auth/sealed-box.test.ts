import { expect, test } from 'vitest';
import { createSealedBox } from './sealed-box.ts';

const SECRET = 'a secret of at least 32 characters';
const plain = Buffer.from('12345678901234567890');

test('what was sealed is read again, and looks different each time', () => {
  const box = createSealedBox(SECRET, 'test');
  const [one, other] = [box.seal(plain, 'ann'), box.seal(plain, 'ann')];
  expect(one.equals(other)).toBe(false);
  expect(one.includes(plain)).toBe(false);
  expect(box.open(one, 'ann')).toEqual(plain);
});

test('it does not open with another secret, for another purpose or owner, or changed by a bit', () => {
  const box = createSealedBox(SECRET, 'test');
  const sealed = box.seal(plain, 'ann');
  const changed = Buffer.from(sealed);
  changed[changed.length - 1]! ^= 1;
  expect(() => createSealedBox(`${SECRET}!`, 'test').open(sealed, 'ann')).toThrow();
  expect(() => createSealedBox(SECRET, 'other').open(sealed, 'ann')).toThrow();
  expect(() => box.open(sealed, 'bob')).toThrow();
  expect(() => box.open(changed, 'ann')).toThrow();
  expect(() => box.open(sealed.subarray(0, 20), 'ann')).toThrow();
});
