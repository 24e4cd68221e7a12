import { expect, test } from 'vitest';
import { stack } from './stack.ts';

test('each series stands on those before it', () => {
  expect(
    stack([
      [1, 2],
      [10, 20],
      [100, 0],
    ]),
  ).toEqual([
    [1, 2],
    [11, 22],
    [111, 22],
  ]);
  expect(stack([])).toEqual([]);
});
