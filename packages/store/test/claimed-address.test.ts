import { changeEmail, findAccount, findAccountByEmail } from '@railguard/store/accounts';
import { signInByOidc } from '@railguard/store/oidc-identities';
import { mailReset, resetPassword } from '@railguard/store/password-resets';
import type { Scope } from '@railguard/store/scope';
import { listSessions, openSession } from '@railguard/store/sessions';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTenant, useDatabase } from './fixture.ts';

const context = useDatabase();
const notice = { to: 'somebody@example.com', subject: 'changed', text: '' };
const inAnHour = () => new Date(Date.now() + 3_600_000);
const bytes = () => crypto.getRandomValues(new Uint8Array(32));

let claimant: Scope;
let email: string;

/** Somebody writes an address that is not theirs into their account, and stays signed in. */
beforeEach(async () => {
  const { scope, organizationId } = await createTenant(context.database);
  claimant = scope;
  email = `victim-${claimant.userId}@example.com`;
  expect(await changeEmail(context.database, claimant, { email, passwordHash: 'none', notice })).toBe(true);
  await openSession(context.database, {
    user_id: claimant.userId,
    token_hash: bytes(),
    expires_at: inAnHour(),
    user_agent: '',
    address: null,
  });
  await context.database.pool.query(`insert into totp values ($1, '', 0, now(), now())`, [claimant.userId]);
  await context.database.pool.query(
    `insert into api_token (id, user_id, organization_id, name, access, token_hash, prefix)
     values (gen_random_uuid(), $1, $2, 'mine', 'admin', $3, '')`,
    [claimant.userId, organizationId, bytes()],
  );
});

const tokens = async () =>
  (await context.database.pool.query('select from api_token where user_id = $1', [claimant.userId])).rowCount;

const signIn = () => {
  const person = { issuer: 'https://id.example', subject: email, email, emailVerified: true, name: '' };
  return signInByOidc(context.database, person, { allowedDomains: ['example.com'] });
};

describe('an address that somebody claimed', () => {
  it('is lost to whoever shows that it is theirs, with every way in', async () => {
    expect(await signIn()).toMatchObject({ kind: 'signed_in', user: { id: claimant.userId } });
    const account = await findAccount(context.database, claimant.userId);
    expect(account).toMatchObject({ email, password_hash: null, totp_enabled: false });
    expect(await listSessions(context.database, claimant, { limit: 10 })).toEqual([]);
    expect(await tokens()).toBe(0);
  });

  it('is lost even where whoever claimed it signs in at the same provider', async () => {
    await context.database.pool.query(
      `insert into oidc_identity (issuer, subject, user_id, email) values ('https://id.example', $1, $2, 'c@example.com')`,
      [`claimant ${claimant.userId}`, claimant.userId],
    );
    expect(await signIn()).toMatchObject({ kind: 'signed_in', user: { id: claimant.userId } });
    const { rows } = await context.database.pool.query('select subject from oidc_identity where user_id = $1', [
      claimant.userId,
    ]);
    expect(rows).toEqual([{ subject: email }]);
  });

  it('is theirs once a link that was mailed to it was used, who find nobody else in the account', async () => {
    await context.database.pool.query(
      `insert into oidc_identity (issuer, subject, user_id, email) values ('https://id.example', $1, $2, 'c@example.com')`,
      [`claimant ${claimant.userId}`, claimant.userId],
    );
    const token_hash = bytes();
    const mail = () => ({ to: email, subject: 'reset', text: '' });
    await mailReset(context.database, email, { token_hash, expires_at: inAnHour() }, mail);
    const reset = { passwordHash: 'set by mail', noticeFor: () => notice };
    expect(await resetPassword(context.database, token_hash, reset)).toBe(email);
    expect(await listSessions(context.database, claimant, { limit: 10 })).toEqual([]);
    expect(await tokens()).toBe(0);
    await signIn();
    expect(await findAccountByEmail(context.database, email)).toMatchObject({
      password_hash: 'set by mail',
      // A mailbox alone is not two factors.
      totp_enabled: true,
    });
    const { rows } = await context.database.pool.query('select subject from oidc_identity where user_id = $1', [
      claimant.userId,
    ]);
    expect(rows).toEqual([{ subject: email }]);
  });
});

it('an address that nobody claimed is linked and everything else stays', async () => {
  const { scope } = await createTenant(context.database);
  const address = (await findAccount(context.database, scope.userId))!.email;
  // Its letter case alone is no claim.
  await changeEmail(context.database, scope, { email: address.toUpperCase(), passwordHash: 'none', notice });
  email = address;
  await signIn();
  expect(await findAccount(context.database, scope.userId)).toMatchObject({ password_hash: 'none' });
});
