import { createClient } from '@railguard/client/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
beforeAll(async () => {
  api = await startApiWithOwner({ stoppedClock: true });
});
afterAll(() => api.stop());

let person: Awaited<ReturnType<typeof seedClient>>;
let people = 0;
beforeEach(async () => {
  people += 1;
  person = await seedClient(api.url, api.database, {
    email: `person-${people}@example.com`,
    role: 'member',
    organizationId: api.owner.project.organization_id,
  });
});

const mailsTo = (recipient: string) =>
  api.database.kysely.selectFrom('mail').select(['subject', 'body_text']).where('recipient', '=', recipient).execute();

const actsOf = async (actor_id: string) => {
  const rows = await api.database.kysely
    .selectFrom('audit_log')
    .select(['action', 'organization_id', 'target_id', 'address'])
    .where('actor_id', '=', actor_id)
    .execute();
  return rows;
};

const login = (credentials: { email: string; password: string }) => api.client.call('login', { body: credentials });

test('the owner administers the installation, others do not', async () => {
  const state = { has_password: true, totp_enabled: false };
  expect(await api.client.call('getMe')).toMatchObject({ ...state, is_instance_admin: true });
  expect(await person.client.call('getMe')).toMatchObject({ ...state, is_instance_admin: false });
});

test('the name is changed without further ado', async () => {
  expect(await person.client.call('updateMe', { body: { name: 'Ann' } })).toMatchObject({ name: 'Ann' });
  expect(await person.client.call('getMe')).toMatchObject({ name: 'Ann', email: person.user.email });
});

describe('the e-mail address', () => {
  test('is changed by whoever knows the password, and the old one is told', async () => {
    const { client, user } = person;
    const body = { email: `new-${user.email}`, name: 'Ann' };
    for (const current_password of [undefined, 'not mine']) {
      const refused = await problemOf(client.call('updateMe', { body: { ...body, current_password } }));
      expect(refused).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/current_password' }] });
    }
    expect(await client.call('getMe')).toMatchObject({ email: user.email, name: '' });

    const changed = await client.call('updateMe', { body: { ...body, current_password: user.password } });
    expect(changed).toMatchObject(body);
    expect(await codeOf(login(user))).toBe('invalid_credentials');
    expect(await login({ ...user, email: body.email })).toHaveProperty('access_token');
    expect(await mailsTo(user.email)).toEqual([
      { subject: expect.stringContaining('changed'), body_text: expect.stringContaining(body.email) },
    ]);
    expect(await actsOf(user.id)).toEqual([
      { action: 'account.email_changed', organization_id: null, target_id: user.id, address: '127.0.0.1' },
    ]);
  });

  test('of somebody else is refused, whatever its letter case', async () => {
    const { client, user } = person;
    const body = { email: OWNER.email.toUpperCase(), current_password: user.password };
    expect(await problemOf(client.call('updateMe', { body }))).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '/email' }],
    });
  });

  test('is not a way to find out who has an account: those that are taken are tried a few times', async () => {
    const body = { email: OWNER.email, current_password: person.user.password };
    const codes: string[] = [];
    for (let time = 0; time < 9; time += 1) codes.push(await codeOf(person.client.call('updateMe', { body })));
    expect(codes).toEqual([...Array(8).fill('conflict'), 'rate_limited']);
  });

  test('that stays as it is needs no password; its letter case may change', async () => {
    const { client, user } = person;
    expect(await client.call('updateMe', { body: { email: user.email } })).toMatchObject({ email: user.email });
    const email = user.email.toUpperCase();
    expect(await codeOf(client.call('updateMe', { body: { email } }))).toBe('invalid_request');
    const body = { email, current_password: user.password };
    expect(await client.call('updateMe', { body })).toMatchObject({ email });
  });
});

describe('the password', () => {
  const change = (current_password: string, password: string) =>
    person.client.call('changePassword', { body: { current_password, password } });

  test('is changed by whoever knows it, and ends every other session', async () => {
    const { client, user } = person;
    const other = createClient({ baseUrl: api.url });
    await other.signIn(user);
    const refused = await problemOf(change('not mine', 'another of ten letters'));
    expect(refused.errors).toEqual([{ pointer: '/current_password', detail: 'is not your password' }]);
    expect(await other.call('getMe')).toMatchObject({ email: user.email });

    await change(user.password, 'another of ten letters');
    expect(await codeOf(other.call('getMe'))).toBe('invalid_refresh_token');
    expect(await client.call('getMe')).toMatchObject({ email: user.email });
    expect(await codeOf(login(user))).toBe('invalid_credentials');
    expect(await login({ ...user, password: 'another of ten letters' })).toHaveProperty('access_token');
    expect(await mailsTo(user.email)).toHaveLength(1);
    expect(await actsOf(user.id)).toMatchObject([{ action: 'account.password_changed', organization_id: null }]);
  });

  test('has to be long enough', async () => {
    const refused = await problemOf(change(person.user.password, 'too short'));
    expect(refused.errors).toMatchObject([{ pointer: '/password' }]);
  });

  test('changed by several at once is what one of them made it', async () => {
    const answers = await Promise.allSettled(
      ['first password', 'other password'].map((password) => change(person.user.password, password)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
