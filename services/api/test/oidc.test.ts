import type { OidcError } from '@railguard/contract/resources/oidc';
import { startOidcServer } from '@railguard/testing/oidc-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OWNER, PUBLIC_URL, startApiWithOwner } from './api.ts';
import { type Browser, createBrowser } from './browser.ts';

const CALLBACK = `${PUBLIC_URL}/api/v1/auth/oidc/callback`;

let provider: Awaited<ReturnType<typeof startOidcServer>>;
let api: Awaited<ReturnType<typeof startApiWithOwner>>;
beforeAll(async () => {
  provider = await startOidcServer(CALLBACK);
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { issuer, clientId, clientSecret, name: 'Acme', allowedDomains: ['acme.example'] };
  api = await startApiWithOwner({ oidc });
});
afterAll(async () => {
  await api.stop();
  await provider.stop();
});
afterEach(async () => {
  await api.database.pool.query('delete from user_account where email <> $1', [OWNER.email]);
  await api.database.pool.query('delete from oidc_identity');
});

const aBrowser = () => createBrowser({ [PUBLIC_URL]: api.url });
const isPage = (address: string) => address.startsWith(PUBLIC_URL) && !address.includes('/api/');
const isCallback = (address: string) => address.startsWith(CALLBACK);
const start = (returnTo?: string) =>
  `${PUBLIC_URL}/api/v1/auth/oidc/start${returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`}`;
const login = (error: OidcError) => `${PUBLIC_URL}/login?error=${error}`;

/** Signs in as somebody of the provider; answers the page that was opened in the end. */
async function signIn(persona: typeof provider.persona, { browser = aBrowser(), returnTo = '/issues?query=x' } = {}) {
  provider.persona = persona;
  const { address } = await browser.open(start(returnTo), isPage);
  return { address, browser };
}

/** What a page does next: it trades the refresh cookie for an access token. */
async function whoIs(browser: Browser): Promise<string | undefined> {
  const token = browser.cookies.find(({ name }) => name === 'railguard_refresh');
  if (!token) return undefined;
  const response = await fetch(`${api.url}/api/v1/auth/refresh`, {
    method: 'POST',
    headers: { cookie: `railguard_refresh=${token.value}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return ((await response.json()) as { user: { email: string } }).user.email;
}

async function accounts() {
  const { rows } = await api.database.pool.query(
    `select user_account.email, user_account.name, password_hash is not null as has_password, subject
     from user_account left join oidc_identity on user_id = id order by user_account.created_at`,
  );
  return rows;
}

describe('signing in', () => {
  test('makes an account without a password where the domain is allowed, and opens the page asked for', async () => {
    const { address, browser } = await signIn({
      sub: 'ann-1',
      email: 'Ann@Acme.example',
      email_verified: true,
      name: 'Ann A.',
    });
    expect(address).toBe(`${PUBLIC_URL}/issues?query=x`);
    expect(await whoIs(browser)).toBe('Ann@Acme.example');
    expect(await accounts()).toMatchObject([
      { email: OWNER.email, subject: null },
      { email: 'Ann@Acme.example', name: 'Ann A.', has_password: false, subject: 'ann-1' },
    ]);
    const { rows } = await api.database.pool.query(
      `select actor_email, data from audit_log where action = 'identity.linked'`,
    );
    expect(rows).toMatchObject([{ actor_email: 'Ann@Acme.example', data: { is_new_account: true } }]);
  });

  test('leaves nothing of the attempt in the browser, and a session out of reach of scripts', async () => {
    const { browser } = await signIn({ sub: 'ann-1', email: 'ann@acme.example', email_verified: true });
    const ours = browser.cookies.filter(({ origin }) => origin === PUBLIC_URL);
    expect(ours.map(({ name }) => name)).toEqual(['railguard_refresh']);
    const attempt = await fetch(`${api.url}/api/v1/auth/oidc/start`, { redirect: 'manual' });
    expect(attempt.status).toBe(303);
    const [cookie] = attempt.headers.getSetCookie();
    expect(cookie).toMatch(/^railguard_oidc=.*; Max-Age=600; Path=\/api\/v1\/auth\/oidc; HttpOnly; SameSite=Lax$/);
    const sent = new URL(attempt.headers.get('location')!).searchParams;
    expect(sent.get('code_challenge_method')).toBe('S256');
    expect(cookie).not.toContain(sent.get('state'));
    expect(cookie).not.toContain(sent.get('nonce'));
  });

  test('links the account with the same verified address, which keeps its password', async () => {
    const { browser } = await signIn({ sub: 'owner-1', email: OWNER.email.toUpperCase(), email_verified: true });
    expect(await whoIs(browser)).toBe(OWNER.email);
    expect(await accounts()).toMatchObject([{ email: OWNER.email, has_password: true, subject: 'owner-1' }]);
  });

  test('finds the account again by its subject when the address has changed, verified or not', async () => {
    await signIn({ sub: 'ann-1', email: 'ann@acme.example', email_verified: true });
    const { browser } = await signIn({ sub: 'ann-1', email: 'ann.b@elsewhere.example', email_verified: false });
    expect(await whoIs(browser)).toBe('ann@acme.example');
    expect(await accounts()).toHaveLength(2);
  });

  test('lets whoever was invited into the organisation, whatever the domain', async () => {
    const { organization_id } = api.owner.project;
    const body = { email: 'guest@elsewhere.example', role: 'viewer' } as const;
    await api.client.call('createInvitation', { params: { organization_id }, body });
    const { address } = await signIn({ sub: 'guest-1', email: 'Guest@Elsewhere.example', email_verified: true });
    expect(address).toBe(`${PUBLIC_URL}/issues?query=x`);
    const { data } = await api.client.call('listMembers', { params: { organization_id } });
    expect(data).toMatchObject([{ email: 'Guest@Elsewhere.example', role: 'viewer' }, { email: OWNER.email }]);
    expect((await api.client.call('listInvitations', { params: { organization_id } })).data).toEqual([]);
  });

  test('many times at once makes one account', async () => {
    const persona = { sub: 'ann-1', email: 'ann@acme.example', email_verified: true };
    const pages = await Promise.all(Array.from({ length: 6 }, () => signIn(persona)));
    expect(pages.map(({ address }) => address)).toEqual(Array(6).fill(`${PUBLIC_URL}/issues?query=x`));
    expect(await accounts()).toHaveLength(2);
  });

  test('goes to the first page where the one asked for is of another site', async () => {
    const persona = { sub: 'ann-1', email: 'ann@acme.example', email_verified: true };
    expect((await signIn(persona, { returnTo: '//evil.example/' })).address).toBe(`${PUBLIC_URL}/`);
  });

  test('nobody can sign in with a password to an account that has none', async () => {
    await signIn({ sub: 'ann-1', email: 'ann@acme.example', email_verified: true });
    for (const password of ['null', 'undefined', ' ']) {
      const attempt = api.client.call('login', { body: { email: 'ann@acme.example', password } });
      await expect(attempt).rejects.toMatchObject({ code: 'invalid_credentials' });
    }
  });
});

describe('signing in is refused', () => {
  async function isRefused(persona: typeof provider.persona, error: OidcError): Promise<void> {
    const before = await accounts();
    const { address, browser } = await signIn(persona);
    expect(address).toBe(login(error));
    expect(await whoIs(browser)).toBeUndefined();
    expect(await accounts()).toEqual(before);
  }

  test.each([false, undefined, 'false'])('for an address that is not verified (%j), known or not', async (verified) => {
    await isRefused({ sub: 'eve-1', email: OWNER.email, email_verified: verified }, 'oidc_email_unverified');
    await isRefused({ sub: 'eve-1', email: 'eve@acme.example', email_verified: verified }, 'oidc_email_unverified');
  });

  test('for a domain that is not allowed, and for those that look like it', async () => {
    for (const email of [
      'eve@evil.example',
      'eve@sub.acme.example',
      'eve@notacme.example',
      'eve@acme.example.evil.example',
    ]) {
      await isRefused({ sub: 'eve-1', email, email_verified: true }, 'oidc_not_allowed');
    }
  });

  test('without an address, or with what is none', async () => {
    for (const email of [undefined, '', 'nobody', 'a@b@acme.example', 'eve\u0000@acme.example']) {
      await isRefused({ sub: 'eve-1', email, email_verified: true }, 'oidc_email_missing');
    }
  });

  test('for another subject that was given the address of one who is linked', async () => {
    await signIn({ sub: 'ann-1', email: 'ann@acme.example', email_verified: true });
    await isRefused({ sub: 'ann-2', email: 'ann@acme.example', email_verified: true }, 'oidc_account_linked');
  });

  test('for whom the provider turns away', async () => {
    await isRefused(undefined, 'oidc_refused');
  });

  test('before there is an owner', async () => {
    const fresh = await startApiWithOwner({
      oidc: { ...provider, name: 'Acme', allowedDomains: ['acme.example'] },
    });
    await fresh.database.pool.query('delete from user_account');
    provider.persona = { sub: 'ann-1', email: 'ann@acme.example', email_verified: true };
    const { address } = await createBrowser({ [PUBLIC_URL]: fresh.url }).open(start(), isPage);
    expect(address).toBe(login('oidc_not_allowed'));
    expect(await fresh.client.call('getSetup')).toEqual({ needs_setup: true });
    await fresh.stop();
  });
});

describe('an answer of the provider', () => {
  const persona = { sub: 'ann-1', email: 'ann@acme.example', email_verified: true };

  /** Goes as far as the address that the provider sends the browser back to. */
  async function comeBack(change: (toProvider: URL) => void = () => {}) {
    provider.persona = persona;
    const browser = aBrowser();
    const toProvider = new URL((await browser.open(start(), (address) => address.startsWith(provider.issuer))).address);
    change(toProvider);
    const { address } = await browser.open(toProvider.href, isCallback);
    return { browser, callback: new URL(address) };
  }
  const finish = async (browser: Browser, callback: URL) => (await browser.open(callback.href, isPage)).address;

  test('with another state than the one that was sent is not looked at, and spoils nothing', async () => {
    const { browser, callback } = await comeBack();
    const before = provider.exchanges();
    const forged = new URL(callback);
    forged.searchParams.set('state', 'another');
    expect(await finish(browser, forged)).toBe(login('oidc_expired'));
    forged.searchParams.delete('state');
    expect(await finish(browser, forged)).toBe(login('oidc_expired'));
    expect(provider.exchanges()).toBe(before);
    expect(await finish(browser, callback)).toBe(`${PUBLIC_URL}/`);
  });

  test('is good once, for a copy of the cookie as well', async () => {
    const { browser, callback } = await comeBack();
    const copy = aBrowser();
    copy.cookies.push(...browser.cookies);
    expect(await finish(browser, callback)).toBe(`${PUBLIC_URL}/`);
    const before = provider.exchanges();
    expect(await finish(browser, callback)).toBe(login('oidc_expired'));
    expect(await finish(copy, callback)).toBe(login('oidc_expired'));
    expect(provider.exchanges()).toBe(before);
    expect(await whoIs(copy)).toBeUndefined();
  });

  test('in another browser than the one that began is not looked at', async () => {
    const { callback } = await comeBack();
    expect(await finish(aBrowser(), callback)).toBe(login('oidc_expired'));
  });

  test('with a cookie that was changed is not looked at', async () => {
    const { browser, callback } = await comeBack();
    const cookie = browser.cookies.find(({ name }) => name === 'railguard_oidc')!;
    const middle = Math.floor(cookie.value.length / 2);
    const other = cookie.value[middle] === 'A' ? 'B' : 'A';
    cookie.value = cookie.value.slice(0, middle) + other + cookie.value.slice(middle + 1);
    expect(await finish(browser, callback)).toBe(login('oidc_expired'));
  });

  test('with another nonce is not believed', async () => {
    const { browser, callback } = await comeBack((toProvider) => toProvider.searchParams.set('nonce', 'another'));
    expect(await finish(browser, callback)).toBe(login('oidc_failed'));
    expect(await whoIs(browser)).toBeUndefined();
  });

  test('with another code challenge is not believed', async () => {
    const { browser, callback } = await comeBack((toProvider) => {
      toProvider.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    });
    expect(await finish(browser, callback)).toBe(login('oidc_failed'));
  });

  test('with a code of nobody is not believed', async () => {
    const { browser, callback } = await comeBack();
    callback.searchParams.set('code', 'invented');
    expect(await finish(browser, callback)).toBe(login('oidc_failed'));
  });

  test('that cannot be checked because the provider is away is said to be so', async () => {
    const { browser, callback } = await comeBack();
    await provider.stop();
    const address = await finish(browser, callback).finally(() => provider.start());
    expect(address).toBe(login('oidc_unavailable'));
  });
});

describe('a provider', () => {
  const persona = { sub: 'ann-1', email: 'ann@acme.example', email_verified: true };

  /** A provider and an installation of their own, to be spoilt. */
  async function startBoth(claimsIn?: 'userinfo') {
    const other = await startOidcServer(CALLBACK, claimsIn);
    other.persona = persona;
    const fresh = await startApiWithOwner({ oidc: { ...other, name: 'Acme', allowedDomains: ['acme.example'] } });
    const browser = createBrowser({ [PUBLIC_URL]: fresh.url });
    return {
      other,
      fresh,
      signIn: async () => (await browser.open(start(), isPage)).address,
      stop: async () => {
        await fresh.stop();
        await other.stop();
      },
    };
  }

  test('that is away is said to be so, and asked again as soon as it is back', async () => {
    const { other, signIn, stop } = await startBoth();
    await other.stop();
    expect(await signIn()).toBe(login('oidc_unavailable'));
    await other.start();
    expect(await signIn()).toBe(`${PUBLIC_URL}/`);
    await stop();
  });

  test.each(['/.well-known/', '/token', '/jwks'])('that is broken at %s is said to be away', async (at) => {
    const { other, signIn, stop } = await startBoth();
    other.trouble = { at, status: 502 };
    expect(await signIn()).toBe(login('oidc_unavailable'));
    other.trouble = undefined;
    expect(await signIn()).toBe(`${PUBLIC_URL}/`);
    await stop();
  });

  test('that says nothing is not waited for longer than people do', async () => {
    const { other, signIn, stop } = await startBoth();
    other.trouble = { at: '/token', status: 'silence' };
    const began = performance.now();
    expect(await signIn()).toBe(login('oidc_unavailable'));
    expect(performance.now() - began).toBeLessThan(15_000);
    await stop();
  });

  test('whose word is signed with another key than its own is not believed', async () => {
    const { other, fresh, signIn, stop } = await startBoth();
    other.foreignKeys = true;
    expect(await signIn()).toBe(login('oidc_failed'));
    const { rows } = await fresh.database.pool.query('select from oidc_identity');
    expect(rows).toEqual([]);
    await stop();
  });

  test('that is another one than the one configured is not spoken to', async () => {
    const issuer = provider.issuer.replace('127.0.0.1', 'localhost');
    const fresh = await startApiWithOwner({ oidc: { ...provider, issuer, name: 'Acme', allowedDomains: [] } });
    const { address } = await createBrowser({ [PUBLIC_URL]: fresh.url }).open(start(), isPage);
    expect(address).toBe(login('oidc_failed'));
    await fresh.stop();
  });

  test('that tells who somebody is at the userinfo endpoint alone is asked there', async () => {
    const { signIn, stop } = await startBoth('userinfo');
    expect(await signIn()).toBe(`${PUBLIC_URL}/`);
    await stop();
  });

  test('that there is none of is said to be so', async () => {
    const plain = await startApiWithOwner();
    const browser = createBrowser({ [PUBLIC_URL]: plain.url });
    expect((await browser.open(start(), isPage)).address).toBe(login('oidc_not_configured'));
    expect((await browser.open(CALLBACK, isPage)).address).toBe(login('oidc_not_configured'));
    expect((await plain.client.call('getInstance')).oidc).toEqual({ enabled: false, name: null });
    await plain.stop();
  });

  test('is named to those who are not signed in', async () => {
    expect(await api.client.call('getInstance')).toEqual({
      needs_setup: false,
      mail_configured: false,
      oidc: { enabled: true, name: 'Acme' },
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });
});
