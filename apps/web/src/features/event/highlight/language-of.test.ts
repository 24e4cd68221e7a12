import { expect, test } from 'vitest';
import { languageOf } from './language-of.ts';

test.each([
  ['app/models/order.rb', 'ruby'],
  ['https://shop.example/assets/main.tsx?v=3', 'typescript'],
  ['Main.KT', 'kotlin'],
  ['Makefile', undefined],
  ['data.constructor', undefined],
  ['', undefined],
])('%s is %s', (filename, language) => {
  expect(languageOf({ filename })).toBe(language);
});
