import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import { newEventId, newNumericId, newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW, rawMessageHeaders } from '@railguard/protocol/raw-message';
import { createMemoryQueue } from '@railguard/queue/memory';
import type { Queue } from '@railguard/queue/queue';
import { createDatabase, type Database } from '@railguard/store/database';
import { listEnvironments } from '@railguard/store/environments';
import { findEvent } from '@railguard/store/events';
import { nativeLayout } from '@railguard/store/layout/native';
import { listDeletions } from '@railguard/store/project-deletions';
import { type SettingsChange, updateProjectSettings } from '@railguard/store/project-settings';
import { createProject, deleteProject } from '@railguard/store/projects';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { startWorker, type Worker } from '../src/worker.ts';

/** A worker as it runs, and people who change what it has to go by. */
const log = createLog('test', 'silent');
let testDatabase: TestDatabase;
let database: Database;
let queue: Queue;
let worker: Worker;
let project: string;
const scope = { userId: newUuid() };
const organization = newUuid();

beforeAll(async () => {
  testDatabase = await createTestDatabase(inject('postgresUrl'));
  const { url } = testDatabase;
  database = createDatabase({ url, maxConnections: 6, applicationName: 'worker test', log });
  const { pool } = database;
  await pool.query(`insert into user_account (id, email, password_hash) values ($1, 'a@example.com', '')`, [
    scope.userId,
  ]);
  await pool.query('insert into organization (id, slug, name) values ($1, $2, $2)', [organization, 'shop']);
  await pool.query(`insert into membership (organization_id, user_id, role) values ($1, $2, 'owner')`, [
    organization,
    scope.userId,
  ]);
  queue = createMemoryQueue(log);
  worker = await startWorker({
    database,
    databaseUrl: url,
    layout: nativeLayout(database),
    queue,
    log,
    metrics: createMetrics(),
    retentionDays: 90,
    smtpUrl: undefined,
    mailFrom: 'railguard@example.com',
    url: 'http://localhost:8000',
    stages: ['events'],
  });
});
afterAll(async () => {
  await worker.stop();
  await queue.close();
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  const input = { organization_id: organization, name: `Shop ${newNumericId()}` };
  project = (await createProject(database, scope, input))!.project.id;
});

const soon = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 5_000, interval: 20 });

/** Sends an event and answers its id. */
async function send(event: object): Promise<string> {
  const event_id = newEventId();
  const message = {
    id: newUuid(),
    project_id: project,
    key_id: newUuid(),
    received_at: new Date().toISOString(),
    dialect: 'native' as const,
    content_encoding: 'identity' as const,
    event_ids: [event_id],
    body: Buffer.from(JSON.stringify(event)),
  };
  await queue.publish(EVENTS_RAW, [{ id: message.id, headers: rawMessageHeaders(message), body: message.body }]);
  return event_id;
}

/** Sends an event and answers it as it is stored. */
async function stored(event: object) {
  const id = await send(event);
  return soon(async () => {
    const found = await findEvent(database, scope, project, id);
    expect(found).toBeDefined();
    return found!;
  });
}

const set = (change: SettingsChange) => updateProjectSettings(database, scope, project, change);

test('a name that is to be hidden is, from the next event on', async () => {
  const extra = { loyalty_number: 'L-1', plan: 'pro' };
  expect((await stored({ extra })).event.extra).toEqual(extra);
  await set({ scrub: { extra_keys: ['loyalty_number'] } });
  await soon(async () => {
    expect((await stored({ extra })).event.extra).toEqual({ loyalty_number: '[Filtered]', plan: 'pro' });
  });
  await set({ scrub: { extra_keys: [] } });
  await soon(async () => expect((await stored({ extra })).event.extra).toEqual(extra));
});

test('a rule puts events into one issue, from the next event on', async () => {
  const [one, other] = [await stored({ message: 'lost A' }), await stored({ message: 'lost B' })];
  expect(other.issue_id).not.toBe(one.issue_id);
  await set({ grouping: { fingerprint_rules: [{ matchers: { message: 'lost*' }, fingerprint: ['lost'] }] } });
  await soon(async () => {
    const [again, another] = [await stored({ message: 'lost A' }), await stored({ message: 'lost B' })];
    expect(again.issue_id).not.toBe(one.issue_id);
    expect(another.issue_id).toBe(again.issue_id);
  });
});

test('what a project does not want is counted and not stored', async () => {
  await stored({ message: 'ResizeObserver loop limit exceeded' });
  await set({ filters: { messages: ['ResizeObserver*'] } });
  await soon(async () => {
    await send({ message: 'ResizeObserver loop limit exceeded' });
    const sql = `select quantity from outcome_hourly where project_id = $1 and outcome = 'filtered' and reason = 'message_filter'`;
    expect((await database.pool.query(sql, [project])).rows).toHaveLength(1);
  });
});

test('a project keeps the settings of no other', async () => {
  await set({ scrub: { extra_keys: ['plan'] } });
  project = (await createProject(database, scope, { organization_id: organization, name: 'Another' }))!.project.id;
  expect((await stored({ extra: { plan: 'pro' } })).event.extra).toEqual({ plan: 'pro' });
});

test('changes made while nobody could listen are not missed', async () => {
  await stored({ message: 'x' });
  const client = await database.pool.connect();
  await client.query('begin');
  // Without triggers, so that nobody is told.
  await client.query('set local session_replication_role = replica');
  await client.query(`update project set settings = '{"scrub":{"extra_keys":["plan"]}}' where id = $1`, [project]);
  await client.query('commit');
  client.release();
  expect((await stored({ extra: { plan: 'pro' } })).event.extra).toEqual({ plan: 'pro' });
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'railguard changes' and datname = current_database()`,
  );
  await soon(async () => {
    expect((await stored({ extra: { plan: 'pro' } })).event.extra).toEqual({ plan: '[Filtered]' });
  });
});

test('the environments that events name are remembered before the events are acknowledged', async () => {
  for (const environment of ['production', 'staging', 'production']) await stored({ message: 'x', environment });
  await stored({ message: 'x' });
  await soon(async () => {
    const seen = await listEnvironments(database, scope, project, { limit: 10 });
    expect(seen.map(({ name, is_hidden }) => [name, is_hidden])).toEqual([
      ['production', false],
      ['staging', false],
    ]);
  });
});

test('what a deleted project has left is taken away at once, and it can be followed', async () => {
  for (const message of ['x', 'y']) await stored({ message });
  await deleteProject(database, scope, project);
  await soon(async () => {
    const deletions = await listDeletions(database, scope, organization, { limit: 10 });
    expect(deletions).toMatchObject([
      { project_id: project, events_at_start: 2, rows_deleted: 2, finished_at: expect.any(Date) },
    ]);
  });
  expect((await database.pool.query('select from event where project_id = $1', [project])).rowCount).toBe(0);
});
