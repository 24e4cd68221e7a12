import { createClient } from '@railguard/client/client';
import type { Problem } from '@railguard/contract/problem';
import { moveClock } from '@railguard/testing/stopped-clock';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { OWNER, startApi, startApiWithOwner, type TestApi } from './api.ts';
import { seedClient, seedUser } from './seed.ts';

const argon2 = vi.hoisted(() => ({ checks: 0 }));
// The real one, counted.
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof import('@node-rs/argon2')>();
  const verify: typeof real.verify = (...args) => {
    argon2.checks += 1;
    return real.verify(...args);
  };
  return { ...real, verify };
});

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
/** Another API of the installation, over the same database. */
let neighbour: TestApi;
beforeAll(async () => {
  api = await startApiWithOwner({ trustProxy: true, stoppedClock: true });
  neighbour = await startApi({ databaseUrl: api.database.pool.options.connectionString, trustProxy: true });
});
afterAll(async () => {
  await neighbour.stop();
  await api.stop();
});
beforeEach(async () => {
  await api.database.pool.query('delete from attempt');
});

let people = 0;
function seedVictim() {
  people += 1;
  return seedUser(api.database, {
    email: `victim-${people}@example.com`,
    role: 'member',
    organizationId: api.owner.project.organization_id,
  });
}

interface Try {
  email: string;
  password?: string;
  code?: string;
  from?: string;
  at?: Pick<TestApi, 'url'>;
}

/** Tries to sign in from an address. */
function attempt({ from = '192.0.2.1', at = api, password = 'a guess', ...body }: Try): Promise<Response> {
  return fetch(`${at.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ ...body, password }),
  });
}

const codeOf = async (response: Response) => ((await response.json()) as Problem).code;
const statusOf = async (one: Try) => (await attempt(one)).status;

/** So much time passes without an attempt. */
const pass = (time: string) => moveClock(api.database, time);

describe('guesses at one account from one address', () => {
  test('are slowed after eight, each one twice as long as the one before', async () => {
    const { email } = await seedVictim();
    for (let guess = 0; guess < 8; guess += 1) expect(await statusOf({ email })).toBe(401);
    for (const seconds of [1, 2, 4, 8]) {
      const refused = await attempt({ email });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(seconds)]);
      await pass(`${seconds} seconds`);
      expect(await statusOf({ email })).toBe(401);
    }
    // A refused attempt is not counted, so it makes nothing worse.
    for (let guess = 0; guess < 5; guess += 1) expect(await statusOf({ email })).toBe(429);
    await pass('16 seconds');
    expect(await statusOf({ email })).toBe(401);
    await pass('16 minutes');
    for (let guess = 0; guess < 8; guess += 1) expect(await statusOf({ email })).toBe(401);
    expect(await statusOf({ email })).toBe(429);
  });

  test('are counted together by every API', async () => {
    const { email } = await seedVictim();
    for (let guess = 0; guess < 8; guess += 1) {
      expect(await statusOf({ email, at: guess % 2 ? api : neighbour })).toBe(401);
    }
    expect(await statusOf({ email, at: api })).toBe(429);
    expect(await statusOf({ email, at: neighbour })).toBe(429);
  });

  test('do not slip by together, however many are made at once', async () => {
    const { email } = await seedVictim();
    const tries = Array.from({ length: 24 }, (_, n) => statusOf({ email, at: n % 2 ? api : neighbour }));
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 401)).toHaveLength(8);
    expect(statuses.filter((status) => status === 429)).toHaveLength(16);
  });

  test('are forgotten when the password is right, and slow nobody else', async () => {
    const victim = await seedVictim();
    for (let guess = 0; guess < 7; guess += 1) await attempt({ email: victim.email });
    expect(await statusOf(victim)).toBe(200);
    for (let guess = 0; guess < 8; guess += 1) expect(await statusOf({ email: victim.email })).toBe(401);
    expect(await statusOf(victim)).toBe(429);
    expect(await statusOf(OWNER)).toBe(200);
  });

  test('count for the whole network that a provider hands out', async () => {
    const { email } = await seedVictim();
    for (let guess = 0; guess < 8; guess += 1) await attempt({ email, from: `2001:db8::${guess}` });
    expect(await statusOf({ email, from: '2001:db8::abcd' })).toBe(429);
    expect(await statusOf({ email, from: '2001:db8:0:1::1' })).toBe(401);
  });
});

test('guesses from one address at many accounts are slowed, and a success among them changes that little', async () => {
  const mine = await seedVictim();
  const from = '192.0.2.60';
  for (let guess = 0; guess < 59; guess += 1) {
    expect(await statusOf({ email: `${guess}@example.com`, from })).toBe(401);
  }
  expect(await statusOf({ ...mine, from })).toBe(200);
  expect(await statusOf({ email: 'next@example.com', from })).toBe(401);
  expect(await statusOf({ ...mine, from })).toBe(429);
}, 60_000);

test('guesses at one account from everywhere are slowed, but not where its owner is known', async () => {
  const victim = await seedVictim();
  const home = '198.51.100.7';
  expect(await statusOf({ ...victim, from: home })).toBe(200);
  for (let guess = 0; guess < 104; guess += 1) {
    await attempt({ email: victim.email, from: `203.0.113.${Math.floor(guess / 8)}` });
  }
  const refused = await attempt({ email: victim.email, from: '203.0.113.200' });
  expect([refused.status, await codeOf(refused)]).toEqual([429, 'rate_limited']);
  expect(await statusOf({ ...victim, from: home })).toBe(200);
  // An address that is known is still one to guess from.
  for (let guess = 0; guess < 8; guess += 1) expect(await statusOf({ email: victim.email, from: home })).toBe(401);
  expect(await statusOf({ email: victim.email, from: home })).toBe(429);
}, 60_000);

test('codes are guessed at a few times from wherever, and the owner still signs in at home', async () => {
  const victim = await seedVictim();
  const home = '198.51.100.8';
  expect(await statusOf({ ...victim, from: home })).toBe(200);
  await api.database.pool.query(`insert into totp values ($1, '', 0, now(), now())`, [victim.id]);
  for (let guess = 0; guess < 10; guess += 1) {
    const response = await attempt({ ...victim, code: `code-${guess}`, from: `203.0.113.${guess}` });
    expect(await codeOf(response)).toBe('invalid_code');
  }
  expect(await statusOf({ ...victim, code: '123', from: '203.0.113.99' })).toBe(429);
  const atHome = await attempt({ ...victim, code: 'wrong', from: home });
  expect(await codeOf(atHome)).toBe('invalid_code');
});

test('asking for a code counts as nothing, and makes no address known', async () => {
  const victim = await seedVictim();
  const thief = '203.0.113.66';
  await api.database.pool.query(`insert into totp values ($1, '', 0, now(), now())`, [victim.id]);
  for (let time = 0; time < 12; time += 1) {
    expect(await codeOf(await attempt({ ...victim, from: thief }))).toBe('second_factor_required');
  }
  for (let guess = 0; guess < 10; guess += 1) await attempt({ ...victim, code: 'x', from: `203.0.113.${guess}` });
  expect(await statusOf({ ...victim, code: 'x', from: thief })).toBe(429);
});

test('whoever has set a new password by a link signs in, whatever others guess from elsewhere', async () => {
  const victim = await seedVictim();
  const hotel = '198.51.100.99';
  for (let guess = 0; guess < 104; guess += 1) {
    await attempt({ email: victim.email, from: `203.0.113.${Math.floor(guess / 8)}` });
  }
  expect(await statusOf({ ...victim, from: hotel })).toBe(429);
  await api.client.call('forgotPassword', { body: { email: victim.email } });
  const { body_text } = await api.database.kysely
    .selectFrom('mail')
    .select('body_text')
    .where('recipient', '=', victim.email)
    .executeTakeFirstOrThrow();
  const password = 'another of ten letters';
  const response = await fetch(`${api.url}/api/v1/auth/reset-password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': hotel },
    body: JSON.stringify({ token: /reset\/([\w-]+)/.exec(body_text)![1], password }),
  });
  expect(response.status).toBe(204);
  expect(await statusOf({ email: victim.email, password, from: hotel })).toBe(200);
}, 60_000);

test('passwords are guessed at a few times in an open session', async () => {
  const { client, user } = await seedClient(api.url, api.database, {
    email: 'open@example.com',
    role: 'member',
    organizationId: api.owner.project.organization_id,
  });
  const guess = () =>
    client
      .call('changePassword', { body: { current_password: 'a guess', password: 'another of ten letters' } })
      .then(() => 'changed')
      .catch((error) => error.code);
  for (let time = 0; time < 8; time += 1) expect(await guess()).toBe('invalid_request');
  expect(await guess()).toBe('rate_limited');
  const elsewhere = createClient({ baseUrl: api.url });
  await elsewhere.signIn(user);
  await elsewhere.call('changePassword', { body: { current_password: user.password, password: 'another of ten' } });
});

describe('an account that does not exist', () => {
  test('is answered as one that does, after the same work', async () => {
    const { email } = await seedVictim();
    const measure = async (address: string) => {
      const before = argon2.checks;
      let connections = 0;
      const count = () => {
        connections += 1;
      };
      api.database.pool.on('acquire', count);
      const response = await attempt({ email: address });
      api.database.pool.off('acquire', count);
      const { request_id, ...problem } = (await response.json()) as Problem;
      const headers = Object.fromEntries(
        [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name)),
      );
      return { problem, headers, connections, checks: argon2.checks - before };
    };
    const wrong = await measure(email);
    expect(await measure('nobody@example.com')).toEqual(wrong);
    expect(wrong).toMatchObject({ checks: 1, problem: { code: 'invalid_credentials' } });
    expect(wrong.connections).toBeGreaterThan(0);
  });

  test('is slowed as one that does', async () => {
    const { email } = await seedVictim();
    const replies = async (address: string) => {
      const all: unknown[] = [];
      for (let guess = 0; guess < 9; guess += 1) {
        const response = await attempt({ email: address, from: '192.0.2.77' });
        const { request_id, ...problem } = (await response.json()) as Problem;
        all.push([problem, response.headers.get('retry-after')]);
      }
      return all;
    };
    expect(await replies('nobody@example.com')).toEqual(await replies(email));
  });
});

test('what is typed is not kept with the counts', async () => {
  await attempt({ email: 'oops-my-password@example.com' });
  const { rows } = await api.database.pool.query('select * from attempt');
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows.map(({ key }) => key.toString('latin1')))).not.toContain('oops');
});

test('a refused attempt leaves no row, so nobody fills the table', async () => {
  const { email } = await seedVictim();
  for (let guess = 0; guess < 8; guess += 1) await attempt({ email });
  const count = async () => (await api.database.pool.query('select from attempt')).rowCount;
  const before = await count();
  await api.database.pool.query(`update attempt set not_before = clock_timestamp() + interval '1 minute'`);
  for (let guess = 0; guess < 5; guess += 1) {
    expect(await statusOf({ email: `another-${guess}@example.com` })).toBe(429);
  }
  expect(await count()).toBe(before);
});
