import { expect, test } from 'vitest';
import { elementSizes } from './array-elements.ts';

test.each<[string, number[]]>([
  ['[{}]', [2]],
  ['[{"a":[1,2,{"b":","}]},{}]', [21, 2]],
  [' [ {} , {} ] ', [4, 4]],
  ['[{"a":"]\\"},[\\\\"},{}]', [16, 2]],
  ['[{"é":1},{}]', [8, 2]],
])('%s', (json, sizes) => {
  expect(elementSizes(Buffer.from(json))).toEqual(sizes);
});
