import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { newEventId, newNumericId, newPublicKey, newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import { createPostgresQueue } from '@railguard/queue/postgres';
import type { Queue } from '@railguard/queue/queue';
import { createDatabase, type Database } from '@railguard/store/database';
import { findInLedger } from '@railguard/store/ledger';
import type { Scope } from '@railguard/store/scope';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { createIngestor } from '../src/app.ts';
import { connectStore, type StoreParts } from '../src/store-parts.ts';

/** The ingestor as it runs: keys, outcomes and queue in a real PostgreSQL. */
const log = createLog('test', 'silent');
let testDatabase: TestDatabase;
let admin: pg.Client;
let database: Database;
let store: StoreParts;
let queue: Queue;
let app: FastifyInstance;
let project: string;
let key: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase(inject('postgresUrl'));
  admin = new pg.Client(testDatabase.url);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await testDatabase.drop();
});

beforeEach(async () => {
  const { url } = testDatabase;
  // Made before anybody listens, so that no late word of it empties a cache in the middle of a test.
  project = await addProject();
  key = await addKey();
  database = createDatabase({ url, maxConnections: 2, applicationName: 'ingestor test', log });
  store = await connectStore(database, url, log);
  queue = createPostgresQueue({ url, log });
  const config = { trustProxy: false };
  app = await createIngestor({ ...store, queue, log, metrics: createMetrics(), config });
});
afterEach(async () => {
  await app.close();
  await store.close();
  await queue.close();
  await database.close();
});

async function addProject(): Promise<string> {
  const [organization, id] = [newUuid(), newUuid()];
  await admin.query('insert into organization (id, slug, name) values ($1, $2, $2)', [organization, organization]);
  await admin.query('insert into project (id, organization_id, numeric_id, slug, name) values ($1, $2, $3, $4, $4)', [
    id,
    organization,
    newNumericId(),
    'shop',
  ]);
  return id;
}

async function addKey(publicKey = newPublicKey()): Promise<string> {
  const sql = 'insert into project_key (id, project_id, public_key) values ($1, $2, $3)';
  await admin.query(sql, [newUuid(), project, publicKey]);
  return publicKey;
}

function send(publicKey = key, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url: `/api/v1/events/${project}`,
    headers: { 'x-railguard-key': publicKey, ...headers },
    payload: `{"event_id":"${newEventId()}"}`,
  });
}

/** A notification needs a moment to arrive; what it changes must show well before any cache would expire. */
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 8_000, interval: 10 });

test('what is answered with 202 is in the queue', async () => {
  const before = (await queue.depth(EVENTS_RAW)).ready;
  expect((await send()).statusCode).toBe(202);
  expect((await queue.depth(EVENTS_RAW)).ready).toBe(before + 1);
});

test('a revoked key is refused from the next request on', async () => {
  expect((await send()).statusCode).toBe(202);
  await admin.query('update project_key set revoked_at = now() where public_key = $1', [key]);
  await soon(async () => expect((await send()).statusCode).toBe(401));
});

test('a key that is made after it was refused works at once', async () => {
  const publicKey = newPublicKey();
  expect((await send(publicKey)).statusCode).toBe(401);
  await addKey(publicKey);
  await soon(async () => expect((await send(publicKey)).statusCode).toBe(202));
});

test('a deleted project takes its keys with it', async () => {
  expect((await send()).statusCode).toBe(202);
  await admin.query('delete from project where id = $1', [project]);
  await soon(async () => expect((await send()).statusCode).toBe(401));
});

test('allowed origins and limits that change count at once', async () => {
  expect((await send(key, { origin: 'https://evil.example' })).statusCode).toBe(202);
  await admin.query(`update project set allowed_origins = '{https://shop.example}' where id = $1`, [project]);
  await soon(async () => expect((await send(key, { origin: 'https://evil.example' })).statusCode).toBe(403));
  await admin.query('update project_key set rate_limit_per_minute = 1 where public_key = $1', [key]);
  await soon(async () => expect((await send()).statusCode).toBe(429));
});

test('changes made while nobody could listen are not missed', async () => {
  expect((await send()).statusCode).toBe(202);
  await admin.query('begin');
  // Without triggers, so that nobody is told.
  await admin.query('set local session_replication_role = replica');
  await admin.query('update project_key set revoked_at = now() where public_key = $1', [key]);
  await admin.query('commit');
  expect((await send()).statusCode).toBe(202);
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'railguard changes' and datname = current_database()`,
  );
  await soon(async () => expect((await send()).statusCode).toBe(401));
});

test('without the database known keys go on working and others are told to come back', async () => {
  const other = await addKey();
  expect((await send()).statusCode).toBe(202);
  await database.close();
  expect((await send()).statusCode).toBe(202);
  const reply = await send(other);
  expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5']);
  expect(reply.json()).toMatchObject({ code: 'queue_unavailable' });
});

test('refusals are counted for the project within seconds', async () => {
  await app.inject({
    method: 'POST',
    url: `/api/v1/events/${project}`,
    headers: { 'x-railguard-key': key },
    payload: '{',
  });
  await vi.waitFor(
    async () => {
      const sql = 'select category, outcome, reason, quantity from outcome_hourly where project_id = $1';
      const { rows } = await admin.query(sql, [project]);
      expect(rows).toEqual([{ category: 'error', outcome: 'invalid', reason: 'invalid_json', quantity: '1' }]);
    },
    { timeout: 5_000 },
  );
});

test('a request that is rate-limited ends in the ledger, and one that is taken is said to be queued', async () => {
  await admin.query('update project_key set rate_limit_per_minute = 1 where public_key = $1', [key]);
  const [taken, refused] = [newEventId(), newEventId()];
  const headers = { 'x-railguard-key': key };
  const post = (event_id: string) =>
    app.inject({ method: 'POST', url: `/api/v1/events/${project}`, headers, payload: { event_id } });
  expect([(await post(taken)).statusCode, (await post(refused)).statusCode]).toEqual([202, 429]);
  const scope = await addMember();
  await vi.waitFor(
    async () => {
      const find = (eventId: string) => findInLedger(database, scope, project, eventId);
      expect(await find(taken)).toMatchObject({ state: 'queued' });
      expect(await find(refused)).toMatchObject({ state: 'rate_limited', reason: 'key_limit' });
    },
    { timeout: 5_000 },
  );
});

/** Somebody who may see the project. */
async function addMember(): Promise<Scope> {
  const userId = newUuid();
  await admin.query(`insert into user_account (id, email, password_hash) values ($1, $2, '')`, [userId, userId]);
  await admin.query(
    `insert into membership (organization_id, user_id, role) select organization_id, $2, 'viewer' from project where id = $1`,
    [project, userId],
  );
  return { userId };
}
