import { createClient } from '@railguard/client/client';
import { openSession } from '@railguard/store/sessions';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccessTokens } from '../src/auth/access-token.ts';
import { OWNER, SECRET, startApi, startApiWithOwner, type TestApi } from './api.ts';
import { codeOf } from './problem-of.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
/** Another API of the installation, over the same database. */
let neighbour: TestApi;
beforeAll(async () => {
  api = await startApiWithOwner();
  neighbour = await startApi({ databaseUrl: api.database.pool.options.connectionString });
});
afterAll(async () => {
  await neighbour.stop();
  await api.stop();
});

/** Signs the owner in once more. */
async function signIn() {
  const client = createClient({ baseUrl: api.url });
  const session = await client.signIn(OWNER);
  return { client, session, id: decodeJwt(session.access_token).sid as string };
}

const me = (accessToken: string, { url } = api as Pick<TestApi, 'url'>) =>
  fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${accessToken}` } });

const acts = async () => {
  const rows = await api.database.kysely.selectFrom('audit_log').select(['action', 'organization_id']).execute();
  return rows.map(({ action, organization_id }) => [action, organization_id]);
};

beforeEach(async () => {
  await api.database.pool.query('delete from session');
  await api.client.signIn(OWNER);
});

describe('the list of sessions', () => {
  test('has each sign-in, the newest first, with where it is from, and marks the one that asks', async () => {
    const response = await fetch(`${api.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `Browser ${'x'.repeat(1_000)}` },
      body: JSON.stringify(OWNER),
    });
    expect(response.status).toBe(200);
    const { data } = await api.client.call('listMySessions');
    expect(data.map(({ is_current }) => is_current)).toEqual([false, true]);
    expect(data[0]).toMatchObject({ user_agent: `Browser ${'x'.repeat(292)}`, address: '127.0.0.1' });
    expect(Date.parse(data[0]!.expires_at) - Date.now()).toBeGreaterThan(29 * 86_400_000);
  });

  test('comes in pages, and holds nothing of anybody else', async () => {
    await seedClient(api.url, api.database, {
      email: 'other@example.com',
      role: 'member',
      organizationId: api.owner.project.organization_id,
    });
    const ids = [(await signIn()).id, (await signIn()).id];
    const first = await api.client.call('listMySessions', { query: { limit: 2 } });
    const second = await api.client.call('listMySessions', { query: { limit: 2, cursor: first.next_cursor! } });
    expect(first.data.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.data.map(({ is_current }) => is_current)).toEqual([true]);
    expect(second.next_cursor).toBeNull();
  });
});

describe('ending a session', () => {
  test('refuses its tokens at once, at every API, and leaves the others', async () => {
    const { client, session, id } = await signIn();
    expect((await me(session.access_token, neighbour)).status).toBe(200);
    await api.client.call('endMySession', { params: { session_id: id } });
    expect((await me(session.access_token)).status).toBe(401);
    expect((await me(session.access_token, neighbour)).status).toBe(401);
    expect(await codeOf(client.call('getMe'))).toBe('invalid_refresh_token');
    expect(await api.client.call('getMe')).toMatchObject({ email: OWNER.email });
    expect(await codeOf(api.client.call('endMySession', { params: { session_id: id } }))).toBe('not_found');
    expect(await acts()).toContainEqual(['account.session_ended', null]);
  });

  test("is one's own alone", async () => {
    const { client } = await seedClient(api.url, api.database, {
      email: 'thief@example.com',
      role: 'owner',
      organizationId: api.owner.project.organization_id,
    });
    const { id, session } = await signIn();
    expect(await codeOf(client.call('endMySession', { params: { session_id: id } }))).toBe('not_found');
    expect((await me(session.access_token)).status).toBe(200);
  });

  test('everywhere else leaves the one that asks', async () => {
    const others = [await signIn(), await signIn()];
    await api.client.call('endMyOtherSessions');
    for (const { session } of others) expect((await me(session.access_token)).status).toBe(401);
    expect((await api.client.call('listMySessions')).data).toMatchObject([{ is_current: true }]);
    expect(await acts()).toContainEqual(['account.other_sessions_ended', null]);
  });

  test('happens with signing out', async () => {
    const { client, session } = await signIn();
    await client.signOut();
    expect((await me(session.access_token)).status).toBe(401);
  });

  test('happens where an old refresh token is used again, also to the access token', async () => {
    const { session } = await signIn();
    const body = { refresh_token: session.refresh_token };
    const renewed = await api.client.call('refresh', { body });
    expect(decodeJwt(renewed.access_token).sid).toBe(decodeJwt(session.access_token).sid);
    expect(await codeOf(api.client.call('refresh', { body }))).toBe('invalid_refresh_token');
    expect((await me(renewed.access_token)).status).toBe(401);
    expect((await me(session.access_token)).status).toBe(401);
  });
});

test('renewing tokens says when and where the session was used last', async () => {
  const { session, id } = await signIn();
  await api.database.pool.query(`update session set last_used_at = now() - interval '1 day', address = null`);
  await api.client.call('refresh', { body: { refresh_token: session.refresh_token } });
  const { data } = await api.client.call('listMySessions');
  const { last_used_at, address } = data.find((one) => one.id === id)!;
  expect(Date.now() - Date.parse(last_used_at)).toBeLessThan(60_000);
  expect(address).toBe('127.0.0.1');
});

test('no session is opened with a password that was changed while it was checked', async () => {
  const { rows } = await api.database.pool.query('select id, password_hash from user_account where email = $1', [
    OWNER.email,
  ]);
  const changing = await api.database.pool.connect();
  await changing.query('begin');
  await changing.query(`update user_account set password_hash = 'another' where id = $1`, [rows[0].id]);
  const opening = openSession(api.database, {
    user_id: rows[0].id,
    password_hash: rows[0].password_hash,
    token_hash: crypto.getRandomValues(new Uint8Array(32)),
    expires_at: new Date(Date.now() + 1_000),
    user_agent: '',
    address: null,
  });
  // Were it not waiting, it would have opened the session by now.
  expect(await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])).toBe('waits');
  await changing.query('commit');
  changing.release();
  expect(await opening).toBeUndefined();
  await api.database.pool.query('update user_account set password_hash = $2 where id = $1', [
    rows[0].id,
    rows[0].password_hash,
  ]);
});

test('a token that names no session, or one of somebody else, is refused', async () => {
  const { session, id } = await signIn();
  const tokens = createAccessTokens(SECRET);
  const of = (userId: string, sessionId: string) => tokens.sign({ userId, sessionId });
  expect((await me(await of(session.user.id, id))).status).toBe(200);
  expect((await me(await of(crypto.randomUUID(), id))).status).toBe(401);
  expect((await me(await of(session.user.id, undefined as never))).status).toBe(401);
});
