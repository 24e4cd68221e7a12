import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@railguard/client/client';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSealedBox } from '../src/auth/sealed-box.ts';
import { startApi, startApiWithOwner, type TestApi } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let neighbour: TestApi;
beforeAll(async () => {
  api = await startApiWithOwner();
  neighbour = await startApi({ databaseUrl: api.database.pool.options.connectionString });
});
afterAll(async () => {
  await neighbour.stop();
  await api.stop();
});

type Person = Awaited<ReturnType<typeof seedClient>>;
let person: Person;
let people = 0;
beforeEach(async () => {
  people += 1;
  person = await seedClient(api.url, api.database, {
    email: `person-${people}@example.com`,
    role: 'member',
    organizationId: api.owner.project.organization_id,
  });
});

const body = ({ user: { email, password } }: Person) => ({ email, password });

/** The code of so many half minutes from now. Each test uses them in their order. */
const codeAt = (secret: string, steps: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

async function begin({ client, user }: Person): Promise<string> {
  return (await client.call('startTotp', { body: { current_password: user.password } })).secret;
}

/** Turns the second factor on, by the code of half a minute ago: the oldest that counts, so not when one is about to end. */
async function enable(one: Person) {
  const secret = await begin(one);
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 5_000) await sleep(left);
  const { recovery_codes } = await one.client.call('confirmTotp', { body: { code: codeAt(secret, -1) } });
  return { secret, recovery_codes };
}

const login = (one: Person, code?: string) => api.client.call('login', { body: { ...body(one), code } });

describe('turning it on', () => {
  test('needs the password, answers a secret, and asks for nothing before a code was confirmed', async () => {
    const { client } = person;
    const refused = await problemOf(client.call('startTotp', { body: { current_password: 'not mine' } }));
    expect(refused).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/current_password' }] });
    const secret = await begin(person);
    expect(await login(person)).toMatchObject({ user: { email: person.user.email } });
    expect(await client.call('getMe')).toMatchObject({ totp_enabled: false });
    expect(await codeOf(client.call('confirmTotp', { body: { code: codeAt(secret, 5) } }))).toBe('invalid_code');

    const { recovery_codes } = await client.call('confirmTotp', { body: { code: codeAt(secret, 0) } });
    expect(new Set(recovery_codes).size).toBe(10);
    expect(await client.call('getMe')).toMatchObject({ totp_enabled: true });
    expect(await codeOf(login(person))).toBe('second_factor_required');
    expect(await codeOf(begin(person))).toBe('conflict');
  });

  test('may be begun again, and then the first secret is worth nothing', async () => {
    const [first, second] = [await begin(person), await begin(person)];
    const confirm = (secret: string) => person.client.call('confirmTotp', { body: { code: codeAt(secret, 0) } });
    expect(await codeOf(confirm(first))).toBe('invalid_code');
    expect((await confirm(second)).recovery_codes).toHaveLength(10);
  });

  test('keeps neither the secret nor a recovery code where it can be read', async () => {
    const { secret, recovery_codes } = await enable(person);
    const { rows } = await api.database.pool.query(
      `select encode(sealed_secret, 'hex') as sealed, (select string_agg(encode(code_hash, 'hex'), ' ') from recovery_code
         where recovery_code.user_id = totp.user_id) as hashes from totp where user_id = $1`,
      [person.user.id],
    );
    expect(rows[0].sealed).not.toContain(Secret.fromBase32(secret).hex.toLowerCase());
    for (const code of recovery_codes) expect(rows[0].hashes).not.toContain(Buffer.from(code).toString('hex'));
  });

  test('confirmed by many at once gives one of them the recovery codes', async () => {
    const secret = await begin(person);
    const code = codeAt(secret, 0);
    const tries = [1, 2, 3, 4].map(() => person.client.call('confirmTotp', { body: { code } }));
    const answers = await Promise.allSettled(tries);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await api.database.pool.query('select from recovery_code where user_id = $1', [person.user.id]);
    expect(rows).toHaveLength(10);
  });
});

describe('signing in', () => {
  test('needs the password first: a wrong one is answered as for an account without it', async () => {
    await enable(person);
    const wrong = await problemOf(api.client.call('login', { body: { ...body(person), password: 'wrong' } }));
    const unknown = await problemOf(
      api.client.call('login', { body: { email: 'nobody@example.com', password: 'wrong', code: '123456' } }),
    );
    expect({ ...wrong, request_id: '' }).toEqual({ ...unknown, request_id: '' });
    expect(wrong.code).toBe('invalid_credentials');
  });

  test('takes a code once, at whichever API, and none that is older', async () => {
    const { secret } = await enable(person);
    const older = codeAt(secret, 0);
    const code = codeAt(secret, 1);
    expect(await codeOf(login(person, '000000'))).toBe('invalid_code');
    expect(await login(person, `${code.slice(0, 3)} ${code.slice(3)}`)).toHaveProperty('access_token');
    expect(await codeOf(login(person, code))).toBe('invalid_code');
    expect(await codeOf(neighbour.client.call('login', { body: { ...body(person), code } }))).toBe('invalid_code');
    expect(await codeOf(login(person, older))).toBe('invalid_code');
  });

  test('does not take the code that turned it on', async () => {
    const secret = await begin(person);
    const code = codeAt(secret, 0);
    await person.client.call('confirmTotp', { body: { code } });
    expect(await codeOf(login(person, code))).toBe('invalid_code');
  });

  test('with one code at several places at once works at one of them', async () => {
    const { secret } = await enable(person);
    const code = codeAt(secret, 0);
    const tries = [api, neighbour, api, neighbour].map(({ client }) =>
      client.call('login', { body: { ...body(person), code } }),
    );
    const answers = await Promise.allSettled(tries);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('takes a recovery code once, however it is typed, and nobody else can use it', async () => {
    const { recovery_codes } = await enable(person);
    const [code, other] = recovery_codes as [string, string];
    expect(await login(person, code.toUpperCase().replaceAll('-', ' '))).toHaveProperty('access_token');
    expect(await codeOf(login(person, code))).toBe('invalid_code');
    const somebody = await seedClient(api.url, api.database, {
      email: 'somebody@example.com',
      role: 'member',
      organizationId: api.owner.project.organization_id,
    });
    await enable(somebody);
    expect(await codeOf(login(somebody, other))).toBe('invalid_code');
    const answers = await Promise.allSettled([1, 2, 3].map(() => login(person, other)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test("by the client's own signIn hands the code on", async () => {
    const { secret } = await enable(person);
    const client = createClient({ baseUrl: api.url });
    await client.signIn({ ...body(person), code: codeAt(secret, 0) });
    expect(await client.call('getMe')).toMatchObject({ email: person.user.email });
  });

  test('asks for no code where it was not turned on, and takes one for nothing', async () => {
    expect(await login(person, '123456')).toHaveProperty('access_token');
  });
});

test('new recovery codes take the place of the old ones, and need the password', async () => {
  const { recovery_codes: old } = await enable(person);
  const renew = (current_password: string) => person.client.call('renewRecoveryCodes', { body: { current_password } });
  expect(await codeOf(renew('not mine'))).toBe('invalid_request');
  const { recovery_codes } = await renew(person.user.password);
  expect(await codeOf(login(person, old[0]!))).toBe('invalid_code');
  expect(await login(person, recovery_codes[0])).toHaveProperty('access_token');
});

test('turning it off needs the password and a code, and is told by mail', async () => {
  const { secret } = await enable(person);
  const turnOff = (current_password: string, code: string) =>
    person.client.call('disableTotp', { body: { current_password, code } });
  expect(await codeOf(turnOff('not mine', codeAt(secret, 0)))).toBe('invalid_request');
  expect(await problemOf(turnOff(person.user.password, '000000'))).toMatchObject({
    code: 'invalid_code',
    errors: [{ pointer: '/code' }],
  });
  await turnOff(person.user.password, codeAt(secret, 0));
  expect(await login(person)).toHaveProperty('access_token');
  expect(await codeOf(turnOff(person.user.password, codeAt(secret, 1)))).toBe('conflict');
  const mails = await api.database.kysely
    .selectFrom('mail')
    .select('subject')
    .where('recipient', '=', person.user.email)
    .orderBy('id')
    .execute();
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('turned on'),
    expect.stringContaining('turned off'),
  ]);
  const acts = await api.database.kysely
    .selectFrom('audit_log')
    .select(['action', 'organization_id'])
    .where('actor_id', '=', person.user.id)
    .orderBy('id')
    .execute();
  expect(acts).toEqual([
    { action: 'account.totp_enabled', organization_id: null },
    { action: 'account.totp_disabled', organization_id: null },
  ]);
});

test('what is not in use can be neither confirmed, renewed nor turned off', async () => {
  const { client, user } = person;
  const current_password = user.password;
  expect(await codeOf(client.call('confirmTotp', { body: { code: '123456' } }))).toBe('conflict');
  expect(await codeOf(client.call('renewRecoveryCodes', { body: { current_password } }))).toBe('conflict');
  expect(await codeOf(client.call('disableTotp', { body: { current_password, code: '1' } }))).toBe('conflict');
});

test('a secret that another installation sealed makes no code right, and is no fault', async () => {
  const { secret } = await enable(person);
  const sealed = createSealedBox('another secret of many letters!!', 'totp secret').seal(
    Secret.fromBase32(secret).bytes,
    person.user.id,
  );
  await api.database.pool.query('update totp set sealed_secret = $2 where user_id = $1', [person.user.id, sealed]);
  expect(await codeOf(login(person, codeAt(secret, 0)))).toBe('invalid_code');
});
