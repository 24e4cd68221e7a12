import { expect, test } from 'vitest';
import { joinClaims, personFrom } from './person.ts';

const ID_TOKEN = { iss: 'https://id.example', sub: '1' };
const person = (claims: object, more: object) => personFrom(joinClaims({ ...ID_TOKEN, ...claims }, more));

test('userinfo tells what the ID token does not', () => {
  const more = { email: 'ann@acme.example', email_verified: true, name: 'Ann' };
  expect(person({}, more)).toMatchObject({ email: 'ann@acme.example', emailVerified: true, name: 'Ann' });
  expect(person({ email: 'ann@acme.example' }, more)).toMatchObject({ emailVerified: true });
});

test('that one address is verified says nothing of another', () => {
  const more = { email: 'eve@evil.example', email_verified: true };
  expect(person({ email: 'ann@acme.example' }, more)).toMatchObject({
    email: 'ann@acme.example',
    emailVerified: false,
  });
  expect(person({ email_verified: true }, { ...more, email_verified: false })).toMatchObject({
    email: 'eve@evil.example',
    emailVerified: false,
  });
});
