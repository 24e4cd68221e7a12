import { createLog } from '@railguard/kit/log';
import { queueContract } from '@railguard/queue/contract-suite';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import { afterAll, beforeAll, inject } from 'vitest';
import { killHard, startDoomedConsumer } from './doomed.ts';

const log = createLog('queue test', 'silent');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
});
afterAll(() => database.drop());

queueContract('PostgreSQL', async () => {
  const queue = createPostgresQueue({ url: database.url, log });
  const other = createPostgresQueue({ url: database.url, log });
  return {
    queue,
    other,
    holdAndDie: async (topic) => killHard(await startDoomedConsumer(database.url, topic)),
    close: async () => {
      await Promise.all([queue.close(), other.close()]);
    },
  };
});
