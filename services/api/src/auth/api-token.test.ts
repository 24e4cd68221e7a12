import { expect, test } from 'vitest';
import { isApiToken, newApiToken } from './api-token.ts';

test('a token says what it is, shows its first characters, and no two are alike', () => {
  const [one, other] = [newApiToken(), newApiToken()];
  expect(one.token).toMatch(/^rgt_[\w-]{49}$/);
  expect(one.token).toMatch(new RegExp(`^${one.prefix}`));
  expect(one.prefix).toHaveLength(10);
  expect(one.token).not.toBe(other.token);
  expect(isApiToken(one.token)).toBe(true);
});

test('a token with one character changed, missing or added is none', () => {
  const { token } = newApiToken();
  const changed = `${token.slice(0, 20)}${token[20] === 'a' ? 'b' : 'a'}${token.slice(21)}`;
  for (const wrong of [changed, token.slice(0, -1), `${token}a`, token.slice(4), '']) {
    expect(isApiToken(wrong)).toBe(false);
  }
});
