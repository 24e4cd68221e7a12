import { createLog } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { ACK, type Delivery } from '@railguard/queue/queue';
import { createDatabase } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { migrate } from '@railguard/store/migrate';
import { readMigrations } from '@railguard/store/migration-files';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';

const log = createLog('queue test', 'silent');
/** The first migration that knows bundles. */
const BUNDLES = 6;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
});
afterAll(() => database.drop());

it('what waited in the queue before messages were bundled is delivered after the upgrade, its attempts counted', async () => {
  const store = createDatabase({ url: database.url, maxConnections: 2, applicationName: 'test', log });
  const earlier = readMigrations('native').filter(({ number }) => number < BUNDLES);
  await store.pool.query('drop schema public cascade; create schema public');
  await store.pool.query(
    'create table schema_migration (number integer primary key, name text not null, checksum text not null)',
  );
  for (const { sql, number, name, checksum } of earlier) {
    await store.pool.query(sql);
    await store.pool.query('insert into schema_migration values ($1, $2, $3)', [number, name, checksum]);
  }
  const id = newUuid();
  const body = Buffer.from([0, 1, 2, 255]);
  await store.pool.query(
    `insert into queue_message (id, topic, headers, body, attempt, answered) values ($1, 'upgrade', $2, $3, 2, 2)`,
    [id, JSON.stringify({ text: 'né' }), body],
  );
  await migrate(store, nativeLayout(store));

  const queue = createPostgresQueue({ url: database.url, log });
  const seen: Delivery[] = [];
  queue.consume(
    'upgrade',
    async (batch) => {
      seen.push(...batch);
      return batch.map(() => ACK);
    },
    { batchSize: 10, maxAttempts: 5, leaseMs: 30_000 },
  );
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 });
  expect(seen[0]).toMatchObject({ id, headers: { text: 'né' }, attempt: 3 });
  expect(Buffer.from(seen[0]!.body)).toEqual(body);
  await queue.close();
  await store.close();
});
