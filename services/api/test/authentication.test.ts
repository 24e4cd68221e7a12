import { createClient, type Tokens } from '@railguard/client/client';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedUser } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
beforeAll(async () => {
  api = await startApiWithOwner();
});
afterAll(() => api.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Signs in as a browser does and answers its cookie. */
async function cookieOfLogin(): Promise<string> {
  const response = await post('/auth/login', OWNER);
  expect(response.status).toBe(200);
  return response.headers.getSetCookie()[0]!.split(';')[0]!;
}

describe('signing in', () => {
  test('answers an access token for a quarter of an hour and the person', async () => {
    const session = await api.client.call('login', { body: { ...OWNER, email: OWNER.email.toUpperCase() } });
    expect(session).toMatchObject({ expires_in: 900, token_type: 'Bearer', user: { email: OWNER.email } });
    const { sub, iss, iat, exp, sid } = decodeJwt(session.access_token);
    expect({ sub, iss, seconds: exp! - iat! }).toEqual({ sub: session.user.id, iss: 'railguard', seconds: 900 });
    expect(sid).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('keeps the refresh token in a cookie that scripts and other sites cannot use', async () => {
    const response = await post('/auth/login', OWNER);
    expect(await response.json()).not.toHaveProperty('refresh_token');
    const [cookie] = response.headers.getSetCookie();
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/api/v1/auth']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Secure');
  });

  test('gives the refresh token in the body to a client that asks for it, and no cookie', async () => {
    const response = await post('/auth/login', { ...OWNER, token_delivery: 'body' });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toMatchObject({ refresh_token: expect.any(String) });
  });

  test('answers a wrong password and an unknown account alike', async () => {
    const wrong = await problemOf(api.client.call('login', { body: { ...OWNER, password: 'not this one' } }));
    const unknown = await problemOf(api.client.call('login', { body: { ...OWNER, email: 'nobody@example.com' } }));
    expect({ ...wrong, request_id: '' }).toEqual({ ...unknown, request_id: '' });
    expect(wrong.code).toBe('invalid_credentials');
  });
});

describe('the refresh token', () => {
  test('in a cookie is exchanged for new tokens without a body', async () => {
    const cookie = await cookieOfLogin();
    const response = await fetch(`${api.url}/api/v1/auth/refresh`, { method: 'POST', headers: { cookie } });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()[0]).not.toContain(cookie);
  });

  test('used a second time ends the whole session, also for whoever used it first', async () => {
    const first = (await api.client.call('login', { body: { ...OWNER, token_delivery: 'body' } })).refresh_token!;
    const second = (await api.client.call('refresh', { body: { refresh_token: first } })).refresh_token!;
    expect(await codeOf(api.client.call('refresh', { body: { refresh_token: first } }))).toBe('invalid_refresh_token');
    expect(await codeOf(api.client.call('refresh', { body: { refresh_token: second } }))).toBe('invalid_refresh_token');
  });

  test('is exchanged once, however many try at the same time', async () => {
    const body = {
      refresh_token: (await api.client.call('login', { body: { ...OWNER, token_delivery: 'body' } })).refresh_token,
    };
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => api.client.call('refresh', { body })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is refused when it is missing or made up', async () => {
    expect(await codeOf(api.client.call('refresh'))).toBe('invalid_refresh_token');
    expect(await codeOf(api.client.call('refresh', { body: { refresh_token: 'x' } }))).toBe('invalid_refresh_token');
  });

  test('in a cookie is refused to requests that come from another site', async () => {
    const cookie = await cookieOfLogin();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://railguard.example:8000' },
    ]) {
      for (const path of ['/auth/refresh', '/auth/logout']) {
        const response = await post(path, {}, { cookie, ...headers } as Record<string, string>);
        expect(await response.json()).toMatchObject({ status: 403, code: 'forbidden' });
      }
    }
    for (const origin of ['http://railguard.example:8000', api.url]) {
      const response = await post('/auth/refresh', {}, { cookie: await cookieOfLogin(), origin });
      expect(response.status).toBe(200);
    }
  });

  test('is not cleared by the form of another site, with which the cookie does not even come', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };
    const response = await fetch(`${api.url}/api/v1/auth/logout`, { method: 'POST', headers });
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
  });

  test('ends with signing out, which clears the cookie and may be repeated', async () => {
    const cookie = await cookieOfLogin();
    const out = await post('/auth/logout', {}, { cookie });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^railguard_refresh=; .*Max-Age=0/);
    expect((await post('/auth/refresh', {}, { cookie })).status).toBe(401);
    expect((await post('/auth/logout', {}, { cookie })).status).toBe(204);
  });
});

describe('the access token', () => {
  const me = (authorization?: string) =>
    fetch(`${api.url}/api/v1/me`, { headers: authorization ? { authorization } : {} });

  test('tells who is signed in, and with which role', async () => {
    expect(await api.client.call('getMe')).toMatchObject({
      email: OWNER.email,
      organizations: [{ id: api.owner.project.organization_id, role: 'owner' }],
    });
  });

  test('is refused when it is missing, forged, unsigned or of another kind', async () => {
    const sub = api.owner.user.id;
    const forged = await new SignJWT({ sub, iss: 'railguard' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('a secret of at least 32 characters'));
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ sub, iss: 'railguard', iat: 1, exp: 99999999999 })}.`;
    for (const authorization of [
      undefined,
      'Bearer',
      'Bearer x',
      `Bearer ${forged}`,
      `Bearer ${unsigned}`,
      'Basic x',
    ]) {
      const response = await me(authorization);
      expect(await response.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('of somebody who is gone is refused', async () => {
    const { email, id, password } = await seedUser(api.database, {
      email: 'leaver@example.com',
      role: 'member',
      organizationId: api.owner.project.organization_id,
    });
    const client = createClient({ baseUrl: api.url, tokenDelivery: 'cookie' });
    const session = await client.call('login', { body: { email, password } });
    client.adopt(session);
    await api.database.pool.query('delete from user_account where id = $1', [id]);
    expect((await me(`Bearer ${session.access_token}`)).status).toBe(401);
    expect(await codeOf(client.call('getMe'))).toBe('invalid_refresh_token');
  });
});

describe('the client', () => {
  test('renews an expired token once for all calls under way, and keeps what it got', async () => {
    const kept: (Tokens | undefined)[] = [];
    const client = createClient({ baseUrl: api.url, onTokens: (tokens) => kept.push(tokens) });
    const session = await client.signIn(OWNER);
    const stale = createClient({
      baseUrl: api.url,
      tokens: { accessToken: 'expired', refreshToken: session.refresh_token },
      onTokens: (tokens) => kept.push(tokens),
    });
    const answers = await Promise.all([1, 2, 3].map(() => stale.call('getMe')));
    expect(answers.map(({ email }) => email)).toEqual([OWNER.email, OWNER.email, OWNER.email]);
    expect(kept).toHaveLength(2);
    await stale.signOut();
    expect(kept.at(-1)).toBeUndefined();
    expect(await codeOf(stale.call('getMe'))).toBe('unauthenticated');
  });
});

test('behind https the cookie is for https alone', async () => {
  const secure = await startApiWithOwner({ publicUrl: 'https://railguard.example' });
  try {
    const response = await fetch(`${secure.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(OWNER),
    });
    expect(response.headers.getSetCookie()[0]).toContain('Secure');
    expect(response.headers.get('strict-transport-security')).toBeTruthy();
  } finally {
    await secure.stop();
  }
});
