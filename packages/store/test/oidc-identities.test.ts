import { newUuid } from '@railguard/protocol/ids';
import { type OidcPerson, signInByOidc, spendOidcState } from '@railguard/store/oidc-identities';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTenant, useDatabase } from './fixture.ts';

const context = useDatabase();
beforeEach(async () => {
  await context.database.pool.query('truncate user_account, organization, oidc_spent_state cascade');
  await createTenant(context.database);
});

const ann: OidcPerson = {
  issuer: 'https://accounts.example.com',
  subject: 'ann-1',
  email: 'ann@acme.example',
  emailVerified: true,
  name: 'Ann',
};
const signIn = (person: Partial<OidcPerson> = {}, options = {}) =>
  signInByOidc(context.database, { ...ann, ...person }, { allowedDomains: ['acme.example'], ...options });
const countOf = async (table: string) =>
  (await context.database.pool.query(`select count(*) from ${table}`)).rows[0].count as number;

describe('an identity', () => {
  it('makes one account and one link, however many sign-ins come at once', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => signIn()));
    const ids = results.map((result) => (result.kind === 'signed_in' ? result.user.id : result.kind));
    expect(new Set(ids).size).toBe(1);
    expect([await countOf('user_account'), await countOf('oidc_identity')]).toEqual([2, 1]);
  });

  it('of another issuer is somebody else, even with the same subject, and may be linked as well', async () => {
    const first = await signIn();
    expect(await signIn({ issuer: 'https://other.example', email: 'eve@evil.example' })).toEqual({
      kind: 'not_allowed',
    });
    expect(await signIn({ issuer: 'https://other.example' })).toEqual(first);
    expect(await countOf('oidc_identity')).toBe(2);
  });

  it('leaves with its account', async () => {
    await signIn();
    await context.database.pool.query(`delete from user_account where email = 'ann@acme.example'`);
    expect(await countOf('oidc_identity')).toBe(0);
  });
});

describe('somebody whose domain is not allowed', () => {
  const guest = { subject: 'guest-1', email: 'guest@elsewhere.example' };

  it('gets an account where they were invited, and joins what invited them', async () => {
    const asked: unknown[] = [];
    const acceptInvitations = async (_trx: unknown, scope: object, email: string) => {
      asked.push({ ...scope, email });
      return ['an organisation'];
    };
    const result = await signIn(guest, { acceptInvitations, address: '192.0.2.1' });
    expect(result).toMatchObject({ kind: 'signed_in', user: { email: guest.email } });
    const { user } = result as { user: { id: string } };
    expect(asked).toEqual([{ userId: user.id, address: '192.0.2.1', email: guest.email }]);
    await signIn(guest, { acceptInvitations });
    expect(asked).toHaveLength(1);
  });

  it('leaves nothing behind where they were not', async () => {
    const before = await countOf('user_account');
    expect(await signIn(guest, { acceptInvitations: async () => [] })).toEqual({ kind: 'not_allowed' });
    expect([await countOf('user_account'), await countOf('oidc_identity')]).toEqual([before, 0]);
  });
});

it('a sign-in that came back does so once', async () => {
  const id = newUuid();
  const spent = await Promise.all([1, 2, 3, 4].map(() => spendOidcState(context.database, id, new Date())));
  expect(spent.filter(Boolean)).toHaveLength(1);
});
