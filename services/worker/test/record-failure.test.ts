import { createLog } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import { createDatabase, type Database } from '@railguard/store/database';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { recordFailure } from '../src/record-failure.ts';

let cloned: TestDatabase;
let database: Database;
let projectId: string;
beforeAll(async () => {
  cloned = await createTestDatabase(inject('postgresUrl'));
  database = createDatabase({
    url: cloned.url,
    maxConnections: 2,
    applicationName: 'test',
    log: createLog('test', 'silent'),
  });
  projectId = newUuid();
  await database.pool.query(
    `with home as (insert into organization (id, slug, name) values ($2, 'o', 'O') returning id)
     insert into project (id, organization_id, numeric_id, slug, name, platform) select $1, id, 7, 'p', 'P', 'other' from home`,
    [projectId, newUuid()],
  );
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
});

test('a message that is given up is counted once, however often its worker dies before it is a dead letter', async () => {
  const headers = { project_id: projectId, received_at: '2026-11-23T10:00:00.000Z' };
  const delivery = { id: newUuid(), headers, body: new Uint8Array(), attempt: 8 };
  await recordFailure(database, delivery, 'refused');
  await recordFailure(database, { ...delivery, attempt: 9 }, 'refused');
  await recordFailure(database, { ...delivery, id: newUuid() }, 'refused');
  const { rows } = await database.pool.query('select outcome, reason, quantity from outcome_hourly');
  expect(rows).toEqual([{ outcome: 'dropped', reason: 'processing_failed', quantity: 2 }]);
});

test('one that was never ours has no project to tell', async () => {
  await recordFailure(database, { id: newUuid(), headers: {}, body: new Uint8Array(), attempt: 8 }, 'refused');
});

test('the ledger says of each of its events that it was given up, and why', async () => {
  const event_ids = ['a'.repeat(32), 'b'.repeat(32)];
  const headers = { project_id: projectId, received_at: '2026-11-23T10:00:00.000Z', event_ids };
  await recordFailure(
    database,
    { id: newUuid(), headers, body: new Uint8Array(), attempt: 8 },
    'refused: password=hunter2',
  );
  const { rows } = await database.pool.query(
    `select replace(event_id::text, '-', '') as id, outcome, reason, error from ledger_entry order by event_id`,
  );
  const fate = { outcome: 'dead_letter', reason: 'processing_failed', error: 'refused: password=[Filtered]' };
  expect(rows).toEqual(event_ids.map((id) => ({ id, ...fate })));
});
