import { type Client, createClient } from '@railguard/client/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OWNER, startApi, startApiWithOwner, type TestApi } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedOrganization, seedUser } from './seed.ts';

const PUBLIC_URL = 'http://railguard.example:8000';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let neighbour: TestApi;
let organizationId: string;
beforeAll(async () => {
  api = await startApiWithOwner({ stoppedClock: true });
  neighbour = await startApi({ databaseUrl: api.database.pool.options.connectionString });
  organizationId = api.owner.project.organization_id;
});
afterAll(async () => {
  await neighbour.stop();
  await api.stop();
});

type User = Awaited<ReturnType<typeof seedUser>>;
let user: User;
let people = 0;
beforeEach(async () => {
  people += 1;
  await api.database.pool.query('delete from attempt');
  user = await seedUser(api.database, { email: `person-${people}@example.com`, role: 'member', organizationId });
});

const forgot = (email: string) => api.client.call('forgotPassword', { body: { email } });
const reset = (token: string, password = 'another of ten letters', { client } = api as Pick<TestApi, 'client'>) =>
  client.call('resetPassword', { body: { token, password } });
const login = ({ email, password }: { email: string; password: string }) =>
  api.client.call('login', { body: { email, password } });

async function mailsTo(recipient: string): Promise<{ subject: string; body_text: string }[]> {
  return api.database.kysely
    .selectFrom('mail')
    .select(['subject', 'body_text'])
    .where('recipient', '=', recipient)
    .orderBy('id')
    .execute();
}

function tokenOf(text: string): string {
  return new RegExp(`^${PUBLIC_URL}/reset/([\\w-]{43})$`, 'm').exec(text)![1]!;
}

/** The token of a link that is sent to this person. */
async function mailedToken({ email }: User): Promise<string> {
  await forgot(email);
  return tokenOf((await mailsTo(email)).at(-1)!.body_text);
}

describe('a forgotten password', () => {
  test('is answered alike whether or not there is such an account, and only an account gets a mail', async () => {
    const send = async (email: string) => {
      const started = performance.now();
      const response = await fetch(`${api.url}/api/v1/auth/forgot-password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      });
      const headers = [...response.headers.keys()].filter((name) => name !== 'x-request-id');
      return { status: response.status, text: await response.text(), headers, ms: performance.now() - started };
    };
    const { ms: knownMs, ...known } = await send(user.email.toUpperCase());
    const { ms: unknownMs, ...unknown } = await send('nobody@example.com');
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 204, text: '' });
    for (const ms of [knownMs, unknownMs]) expect(ms).toBeGreaterThanOrEqual(245);
    expect(await mailsTo('nobody@example.com')).toEqual([]);
    // To the address as the account has it, and not as whoever asked wrote it.
    expect(await mailsTo(user.email)).toHaveLength(1);
  });

  test('is replaced by way of the link, which ends every session and is told by mail', async () => {
    const client = createClient({ baseUrl: api.url });
    await client.signIn(user);
    await reset(await mailedToken(user));
    expect(await codeOf(client.call('getMe'))).toBe('invalid_refresh_token');
    expect(await codeOf(login(user))).toBe('invalid_credentials');
    expect(await login({ ...user, password: 'another of ten letters' })).toHaveProperty('access_token');
    expect((await mailsTo(user.email)).at(-1)!.subject).toContain('changed');
    const acts = await api.database.kysely
      .selectFrom('audit_log')
      .select(['action', 'organization_id', 'data'])
      .where('actor_id', '=', user.id)
      .execute();
    expect(acts).toEqual([{ action: 'account.password_reset', organization_id: null, data: {} }]);
  });

  test('brings no flood of mails over anybody', async () => {
    await Promise.all(Array.from({ length: 8 }, () => forgot(user.email)));
    expect(await mailsTo(user.email)).toHaveLength(5);
  });

  test('is asked for so often from one address, and then has to wait', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 24 }, (_, n) => forgot(`${n}@example.com`)));
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect(await problemOf(forgot(user.email))).toMatchObject({ status: 429, code: 'rate_limited' });
  });
});

describe('a link', () => {
  test('works once, also for two who use it at once at two APIs', async () => {
    const token = await mailedToken(user);
    const answers = await Promise.allSettled([reset(token, 'the first one'), reset(token, 'the other one', neighbour)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const won = answers[0]!.status === 'fulfilled' ? 'the first one' : 'the other one';
    expect(await login({ ...user, password: won })).toHaveProperty('access_token');
    expect(await codeOf(reset(token))).toBe('invalid_reset_token');
  });

  test('that was made up, has expired, or is older than one that was used, does not work', async () => {
    const [older, token] = [await mailedToken(user), await mailedToken(user)];
    expect(await codeOf(reset('x'.repeat(43)))).toBe('invalid_reset_token');
    await reset(token);
    expect(await codeOf(reset(older))).toBe('invalid_reset_token');
    const expired = await mailedToken(user);
    await api.database.pool.query(`update password_reset set expires_at = now() - interval '1 second'`);
    expect(await codeOf(reset(expired))).toBe('invalid_reset_token');
  });

  test('is not stored, only its hash', async () => {
    const token = await mailedToken(user);
    const { rows } = await api.database.pool.query(`select encode(token_hash, 'base64') as hash from password_reset`);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('needs a password that is long enough, and is not used up by a short one', async () => {
    const token = await mailedToken(user);
    expect((await problemOf(reset(token, 'short'))).errors).toMatchObject([{ pointer: '/password' }]);
    await reset(token);
  });

  test('is worthless once the password or the address was changed', async () => {
    const client = createClient({ baseUrl: api.url });
    await client.signIn(user);
    const current_password = user.password;
    const first = await mailedToken(user);
    await client.call('changePassword', { body: { current_password, password: user.password } });
    expect(await codeOf(reset(first))).toBe('invalid_reset_token');
    const second = await mailedToken(user);
    await client.call('updateMe', { body: { email: `new-${user.email}`, current_password } });
    expect(await codeOf(reset(second))).toBe('invalid_reset_token');
  });

  test('leaves the second factor as it is', async () => {
    await api.database.pool.query(`insert into totp values ($1, '', 0, now(), now())`, [user.id]);
    await reset(await mailedToken(user));
    expect(await codeOf(login({ ...user, password: 'another of ten letters' }))).toBe('second_factor_required');
  });
});

describe('a link to hand over', () => {
  const linkFor = (client: Client, { id }: { id: string }) =>
    client.call('createResetLink', { params: { organization_id: organizationId, user_id: id } });
  const join = (id: string, organization: string, role: string) =>
    api.database.pool.query('insert into membership (organization_id, user_id, role) values ($1, $2, $3)', [
      organization,
      id,
      role,
    ]);
  const person = (role: 'owner' | 'admin' | 'member' | 'viewer') => {
    people += 1;
    return seedClient(api.url, api.database, { email: `person-${people}@example.com`, role, organizationId });
  };

  test('is made by an admin, works like any other, and is in the audit log of the organisation', async () => {
    const { client: admin, user: adminUser } = await person('admin');
    const { url, expires_at } = await linkFor(admin, user);
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(3_590_000);
    await reset(tokenOf(url));
    expect(await login({ ...user, password: 'another of ten letters' })).toHaveProperty('access_token');
    const acts = await api.database.kysely
      .selectFrom('audit_log')
      .select(['action', 'organization_id', 'actor_id', 'data'])
      .where('target_id', '=', user.id)
      .orderBy('id')
      .execute();
    expect(acts).toMatchObject([
      { action: 'member.reset_link_created', organization_id: organizationId, actor_id: adminUser.id },
      { action: 'account.password_reset', organization_id: null, data: { link_of: adminUser.id } },
    ]);
  });

  test('takes the place of an older one of the same person', async () => {
    const [first, second] = [await linkFor(api.client, user), await linkFor(api.client, user)];
    expect(await codeOf(reset(tokenOf(first.url)))).toBe('invalid_reset_token');
    await reset(tokenOf(second.url));
  });

  test('is not made by members and viewers, nor for strangers', async () => {
    for (const role of ['member', 'viewer'] as const) {
      expect(await codeOf(linkFor((await person(role)).client, user))).toBe('forbidden');
    }
    const elsewhere = await seedOrganization(api.database, 'elsewhere');
    const stranger = { email: 'stranger@example.com', role: 'member', organizationId: elsewhere } as const;
    expect(await codeOf(linkFor(api.client, await seedUser(api.database, stranger)))).toBe('not_found');
    expect(await codeOf(linkFor(api.client, { id: crypto.randomUUID() }))).toBe('not_found');
  });

  test('for an owner is made by an owner alone', async () => {
    const owner = (await person('owner')).user;
    expect(await codeOf(linkFor((await person('admin')).client, owner))).toBe('forbidden');
    expect(await linkFor((await person('owner')).client, owner)).toHaveProperty('url');
  });

  test('for whoever administers the installation is made by one of them alone, and never for oneself', async () => {
    const other = await person('owner');
    expect(await codeOf(linkFor(other.client, api.owner.user))).toBe('forbidden');
    expect(await codeOf(linkFor(api.client, api.owner.user))).toBe('forbidden');
    await api.database.pool.query('update user_account set is_instance_admin = true where id = $1', [other.user.id]);
    expect(await linkFor(other.client, api.owner.user)).toHaveProperty('url');
  });

  test('is refused where the person is in an organisation that is not yours to administer', async () => {
    const other = await seedOrganization(api.database, 'other');
    const { client, user: admin } = await person('admin');
    await join(user.id, other, 'viewer');
    expect(await codeOf(linkFor(client, user))).toBe('forbidden');
    await join(admin.id, other, 'member');
    expect(await codeOf(linkFor(client, user))).toBe('forbidden');
    await api.database.pool.query(`update membership set role = 'admin' where user_id = $1`, [admin.id]);
    expect(await linkFor(client, user)).toHaveProperty('url');
    await api.database.pool.query(`update membership set role = 'owner' where user_id = $1 and organization_id = $2`, [
      user.id,
      other,
    ]);
    expect(await codeOf(linkFor(client, user))).toBe('forbidden');
  });

  test('does not work any more once its maker may not make it', async () => {
    const { client, user: admin } = await person('admin');
    const { url } = await linkFor(client, user);
    const setRole = (role: string, { id }: { id: string }) =>
      api.database.pool.query('update membership set role = $1 where user_id = $2', [role, id]);
    await setRole('owner', user);
    expect(await codeOf(reset(tokenOf(url)))).toBe('invalid_reset_token');
    await setRole('member', user);
    await setRole('member', admin);
    expect(await codeOf(reset(tokenOf(url)))).toBe('invalid_reset_token');
    await setRole('admin', admin);
    await reset(tokenOf(url));
  });
});

test('the owner signs in as before after all of that', async () => {
  expect(await login(OWNER)).toHaveProperty('access_token');
});
