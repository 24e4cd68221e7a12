import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { newEventId, newNumericId, newPublicKey, newUuid } from '@railguard/protocol/ids';
import { createMemoryQueue } from '@railguard/queue/memory';
import { createDatabase, type Database } from '@railguard/store/database';
import { findKey } from '@railguard/store/ingest-key';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { createIngestor } from '../src/app.ts';
import { connectStore } from '../src/store-parts.ts';

/** Two ingestors as they run beside each other, on one PostgreSQL. */
const log = createLog('test', 'silent');
let testDatabase: TestDatabase;
let database: Database;
let ingestors: Awaited<ReturnType<typeof startIngestor>>[];
const project = newUuid();

async function startIngestor() {
  const queue = createMemoryQueue(log);
  const store = await connectStore(database, testDatabase.url, log);
  const config = { trustProxy: false };
  const app = await createIngestor({ ...store, queue, log, metrics: createMetrics(), config });
  const stop = async () => {
    await app.close();
    await store.close();
    await queue.close();
  };
  return { app, stop };
}

beforeAll(async () => {
  testDatabase = await createTestDatabase(inject('postgresUrl'));
  database = createDatabase({ url: testDatabase.url, maxConnections: 6, applicationName: 'quota test', log });
  const organization = newUuid();
  await database.pool.query('insert into organization (id, slug, name) values ($1, $2, $2)', [organization, 'shop']);
  await database.pool.query(
    `insert into project (id, organization_id, numeric_id, slug, name) values ($1, $2, $3, 'shop', 'Shop')`,
    [project, organization, newNumericId()],
  );
  ingestors = [await startIngestor(), await startIngestor()];
});
afterAll(async () => {
  for (const { stop } of ingestors) await stop();
  await database.close();
  await testDatabase.drop();
});

async function addKey(quota: number | null): Promise<string> {
  const publicKey = newPublicKey();
  await database.pool.query(
    'insert into project_key (id, project_id, public_key, quota_per_day) values ($1, $2, $3, $4)',
    [newUuid(), project, publicKey, quota],
  );
  return publicKey;
}

/** Sends so many events in one request; answers its status. */
async function send({ app }: { app: FastifyInstance }, publicKey: string, events: number) {
  return app.inject({
    method: 'POST',
    url: `/api/v1/events/${project}`,
    headers: { 'x-railguard-key': publicKey },
    payload: JSON.stringify(Array.from({ length: events }, () => ({ event_id: newEventId() }))),
  });
}
const statusOf = async (...args: Parameters<typeof send>) => (await send(...args)).statusCode;
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 5_000, interval: 50 });
const used = async (publicKey: string) => (await findKey(database, publicKey))!.quota_used;

test('two ingestors together keep a quota, to what both take within a second', async () => {
  const [one, other] = ingestors;
  const key = await addKey(100);
  expect(await statusOf(one!, key, 40)).toBe(202);
  expect(await statusOf(other!, key, 40)).toBe(202);
  await soon(async () => expect(await used(key)).toBe(80));
  expect(await statusOf(one!, key, 30)).toBe(202);
  await soon(async () => expect(await used(key)).toBe(110));
  const refused = await send(one!, key, 1);
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ code: 'rate_limited' });
  const untilMidnight = 86_400 - ((Date.now() / 1_000) % 86_400);
  expect(Math.abs(Number(refused.headers['retry-after']) - untilMidnight)).toBeLessThan(5);
  // The other hears of it once it tells of something itself.
  await statusOf(other!, key, 1);
  await soon(async () => expect(await statusOf(other!, key, 1)).toBe(429));
  await soon(async () => {
    const sql = 'select outcome, reason from outcome_hourly where project_id = $1';
    expect((await database.pool.query(sql, [project])).rows).toEqual([
      { outcome: 'rate_limited', reason: 'key_quota' },
    ]);
  });
});

test('an ingestor that starts goes on from what was counted', async () => {
  const key = await addKey(10);
  await statusOf(ingestors[0]!, key, 10);
  await soon(async () => expect(await used(key)).toBe(10));
  const late = await startIngestor();
  expect(await statusOf(late, key, 1)).toBe(429);
  await late.stop();
});

test('what was counted is told when an ingestor stops', async () => {
  const key = await addKey(10);
  const brief = await startIngestor();
  await statusOf(brief, key, 3);
  await brief.stop();
  expect(await used(key)).toBe(3);
});

test('a raised quota counts at once', async () => {
  const key = await addKey(5);
  await statusOf(ingestors[0]!, key, 5);
  expect(await statusOf(ingestors[0]!, key, 1)).toBe(429);
  await database.pool.query('update project_key set quota_per_day = 6 where public_key = $1', [key]);
  await soon(async () => expect(await statusOf(ingestors[0]!, key, 1)).toBe(202));
  expect(await statusOf(ingestors[0]!, key, 1)).toBe(429);
});

test('when a key was last used is written, and makes nobody forget the key', async () => {
  const key = await addKey(null);
  const changes: string[] = [];
  const listener = await database.pool.connect();
  await listener.query('listen project_key_changed');
  listener.on('notification', ({ payload }) => changes.push(payload!));
  await statusOf(ingestors[0]!, key, 1);
  const sql = 'select last_used_at from project_key where public_key = $1';
  await soon(async () => {
    const { rows } = await database.pool.query<{ last_used_at: Date | null }>(sql, [key]);
    expect(Date.now() - (rows[0]!.last_used_at?.getTime() ?? 0)).toBeLessThan(10_000);
  });
  await listener.query('select');
  expect(changes).toEqual([]);
  listener.release(true);
});
