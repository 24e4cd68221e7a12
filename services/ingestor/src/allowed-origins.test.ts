import { expect, test } from 'vitest';
import { isOriginAllowed } from './allowed-origins.ts';

test.each<[string, string[], boolean]>([
  ['https://any.example', [], true],
  ['https://any.example', ['*'], true],
  ['https://shop.example', ['https://shop.example'], true],
  ['https://shop.example', ['HTTPS://Shop.Example/'], true],
  ['https://shop.example', ['https://shop.example:443'], true],
  ['https://shop.example:8443', ['https://shop.example'], false],
  ['https://shop.example:8443', ['https://shop.example:8443'], true],
  ['http://shop.example', ['https://shop.example'], false],
  ['http://shop.example:3000', ['shop.example'], true],
  ['http://localhost:3000', ['localhost:3000'], true],
  ['http://localhost:4000', ['localhost:3000'], false],
  ['https://a.shop.example', ['shop.example'], false],
  ['https://a.b.shop.example', ['*.shop.example'], true],
  ['https://shop.example', ['*.shop.example'], true],
  ['https://evilshop.example', ['*.shop.example'], false],
  ['https://shop.example.evil.example', ['*.shop.example'], false],
  ['https://a.shop.example', ['https://*.shop.example'], true],
  ['http://a.shop.example', ['https://*.shop.example'], false],
  ['null', ['https://shop.example'], false],
  ['not a url', ['https://shop.example'], false],
  ['https://shop.example/cart?from=https://evil.example', ['https://shop.example'], true],
])('%s against %j: %s', (origin, allowed, expected) => {
  expect(isOriginAllowed(origin, allowed)).toBe(expected);
});
