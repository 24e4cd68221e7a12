import { randomBytes } from 'node:crypto';
import { findAccount, findAccountByEmail } from '@railguard/store/accounts';
import { findFirstProject } from '@railguard/store/first-project';
import { getSetting, keepSetting, takeSetting } from '@railguard/store/instance-settings';
import { revokeRefreshToken, rotateRefreshToken } from '@railguard/store/refresh-tokens';
import { openSession } from '@railguard/store/sessions';
import { createOwner, findUser, hasUsers } from '@railguard/store/users';
import { describe, expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';

const context = useDatabase();
const CLIENT = { user_agent: 'a test', address: '192.0.2.1' };
const inAnHour = () => new Date(Date.now() + 3_600_000);

describe('the owner', () => {
  it('is created once, however many try at once, and is found by mail and id', async () => {
    expect(await hasUsers(context.database)).toBe(false);
    const tries = ['Ann@Example.com', 'bob@example.com', 'eve@example.com'].map((email) =>
      createOwner(context.database, {
        email,
        password_hash: '$argon2id$…',
        organization_name: 'Größe & Co',
        project_name: 'Shop',
      }),
    );
    const created = (await Promise.all(tries)).filter((owner) => owner !== undefined);
    expect(created).toHaveLength(1);
    expect(await hasUsers(context.database)).toBe(true);

    const { user, project, key } = created[0]!;
    expect(project).toMatchObject({ name: 'Shop', slug: 'shop', role: 'owner' });
    expect(await findFirstProject(context.database)).toMatchObject({ id: project.id, public_key: key.public_key });
    const account = { ...user, password_hash: '$argon2id$…', is_instance_admin: true, totp_enabled: false };
    expect(await findAccountByEmail(context.database, user.email.toUpperCase())).toEqual(account);
    expect(await findAccount(context.database, user.id)).toEqual(account);
    expect(await findUser(context.database, user.id)).toEqual({
      ...user,
      memberships: [{ organization_id: project.organization_id, slug: 'grosse-co', name: 'Größe & Co', role: 'owner' }],
    });
    expect(await findAccountByEmail(context.database, 'nobody@example.com')).toBeUndefined();
  });
});

describe('a refresh token', () => {
  const rotate = (from: Buffer, to: Buffer) =>
    rotateRefreshToken(context.database, from, { ...CLIENT, token_hash: to, expires_at: inAnHour() });
  async function signIn(expires_at = inAnHour()) {
    const { rows } = await context.database.pool.query('select id from user_account');
    const token_hash = randomBytes(32);
    const user_id: string = rows[0].id;
    const session_id = (await openSession(context.database, { ...CLIENT, user_id, token_hash, expires_at }))!;
    return { token_hash, user_id, session_id };
  }

  it('exchanged while its sign-in is ended leaves none that works', async () => {
    for (let round = 0; round < 20; round++) {
      const { token_hash } = await signIn();
      const next = [randomBytes(32), randomBytes(32)] as const;
      const rotations = rotate(token_hash, next[0]).then(() => rotate(...next));
      await Promise.all([rotations, revokeRefreshToken(context.database, token_hash)]);
      const { rows } = await context.database.pool.query('select from refresh_token where token_hash = any($1)', [
        [token_hash, ...next],
      ]);
      expect(rows).toEqual([]);
    }
  });

  it('is exchanged once; a second use ends the whole sign-in, and no other', async () => {
    const [{ token_hash, user_id, session_id }, other] = [await signIn(), await signIn()];
    const [second, third] = [randomBytes(32), randomBytes(32)];
    expect(await rotate(token_hash, second)).toEqual({ kind: 'rotated', user_id, session_id });
    expect(await rotate(second, third)).toEqual({ kind: 'rotated', user_id, session_id });
    expect(await rotate(token_hash, randomBytes(32))).toEqual({ kind: 'reused', user_id });
    expect(await rotate(third, randomBytes(32))).toEqual({ kind: 'unknown' });
    expect((await rotate(other.token_hash, randomBytes(32))).kind).toBe('rotated');
  });

  it('used by several at once is exchanged by one of them', async () => {
    const { token_hash } = await signIn();
    const results = await Promise.all([1, 2, 3, 4].map(() => rotate(token_hash, randomBytes(32))));
    expect(results.filter(({ kind }) => kind === 'rotated')).toHaveLength(1);
  });

  it('is worth nothing once it expired, was revoked, or was never given out', async () => {
    const expired = await signIn(new Date(Date.now() - 1_000));
    expect(await rotate(expired.token_hash, randomBytes(32))).toEqual({ kind: 'unknown' });
    const revoked = await signIn();
    const next = randomBytes(32);
    await rotate(revoked.token_hash, next);
    await revokeRefreshToken(context.database, next);
    expect(await rotate(next, randomBytes(32))).toEqual({ kind: 'unknown' });
    expect(await rotate(revoked.token_hash, randomBytes(32))).toEqual({ kind: 'unknown' });
    await revokeRefreshToken(context.database, randomBytes(32));
  });
});

describe('a setting', () => {
  it('is what the first of many sets, anything that JSON can say, and is taken once', async () => {
    for (const value of ['text', null, { deep: [true] }]) {
      const kept = await Promise.all([1, 2, 3].map(() => keepSetting(context.database, 'key', value)));
      expect(kept).toEqual([value, value, value]);
      expect(await keepSetting(context.database, 'key', 'later')).toEqual(value);
      const taken = await Promise.all([1, 2, 3].map(() => takeSetting(context.database, 'key')));
      expect(taken.filter((one) => one !== undefined)).toEqual([value]);
      expect(await getSetting(context.database, 'key')).toBeUndefined();
    }
  });
});
