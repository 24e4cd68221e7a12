import { findEvent, listIssueEvents } from '@railguard/store/events';
import { listIssues } from '@railguard/store/issue-list';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

/** How events are found in compressed days: by the order of their rows and the filters over them, not by opening all. */
const context = useDatabase();
let tenant: Tenant;
let project: string;
const notices: string[] = [];

const DAY_MS = 86_400_000;
const RECEIVED = new Date(Math.floor(Date.now() / DAY_MS - 20) * DAY_MS + 12 * 3_600_000);
const GROUPS = 40;

beforeAll(async () => {
  if (!context.database) return;
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
  const timestamp = RECEIVED.toISOString();
  const events = Array.from({ length: GROUPS }, (_, place) => anEvent({ group: `g${place}`, timestamp }));
  await storeBatch(context.database, context.layout, [aMessage(project, events, { received_at: timestamp })]);
  await context.database.pool.query(
    `insert into event select project_id, gen_random_uuid(), received_at + n * interval '1 ms', issue_id, occurred_at,
       level, environment, release, payload from event, generate_series(1, 500) as n`,
  );
  await context.layout.compressBefore(new Date());
  await context.database.pool.query('vacuum analyze');
}, 120_000);

beforeEach(async () => {
  const client = await context.database.pool.connect();
  client.removeAllListeners('notice');
  client.on('notice', (notice) => notices.push(notice.message ?? ''));
  await client.query(`load 'auto_explain'`);
  for (const setting of ['log_min_duration = 0', 'log_analyze = on', 'log_timing = off', 'log_level = notice']) {
    await client.query(`set auto_explain.${setting}`);
  }
  client.release();
});

/** How many batches of compressed rows were opened for the statements of `work`: 1,000 rows each. */
async function batchesOpened(work: () => Promise<unknown>): Promise<number> {
  notices.length = 0;
  await work();
  const scans = notices
    .join('\n')
    .matchAll(/Scan[^\n]* on compress_hyper_\d+_\d+_chunk\s[^\n]*\(actual rows=([\d.]+) loops=(\d+)\)/g);
  const opened = [...scans].map(([, rows, loops]) => Number(rows) * Number(loops));
  expect(opened.length).toBeGreaterThan(0);
  return opened.reduce((sum, rows) => sum + rows, 0);
}

/** 20,040 rows of one project. */
const BATCHES = 21;

it('an event is found by its id in the one batch that may have it', async () => {
  const { rows } = await context.database.pool.query('select event_id from event offset 7000 limit 1');
  const opened = await batchesOpened(() => findEvent(context.database, tenant.scope, project, rows[0].event_id));
  expect(opened).toBeLessThanOrEqual(3);
});

it('the events of an issue are read from the batches around it', async () => {
  const [issue] = await listIssues(context.database, tenant.scope, project, {}, { sort: 'last_seen', limit: 1 });
  await context.database.pool.query(`update issue set last_received_at = now() where id = '${issue!.id}'`);
  const opened = await batchesOpened(() => listIssueEvents(context.database, tenant.scope, issue!.id, { limit: 25 }));
  expect(opened).toBeLessThanOrEqual(2);
});

it('late events are looked up without opening what cannot hold them', async () => {
  const events = Array.from({ length: 10 }, () => anEvent({ timestamp: RECEIVED.toISOString() }));
  const opened = await batchesOpened(() => storeBatch(context.database, context.layout, [aMessage(project, events)]));
  expect(opened).toBeLessThan((events.length * BATCHES) / 4);
});
