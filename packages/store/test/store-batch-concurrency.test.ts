import { setTimeout as sleep } from 'node:timers/promises';
import { keepHouse } from '@railguard/store/housekeeping';
import { listIssues } from '@railguard/store/issue-list';
import { deleteIssue } from '@railguard/store/issues';
import { projectOutcomes } from '@railguard/store/outcomes';
import { deleteProject } from '@railguard/store/projects';
import { projectStats } from '@railguard/store/stats';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;

beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
});

const store = (messages: ReturnType<typeof aMessage>[]) => storeBatch(context.database, context.layout, messages);
const issues = () => listIssues(context.database, tenant.scope, project, {}, { sort: 'last_seen', limit: 100 });
const storedEvents = async () => {
  const { rows } = await context.database.pool.query('select count(*) from event where project_id = $1', [project]);
  return rows[0].count as number;
};

it('workers that store the same groups at once make each issue once and lose no count', async () => {
  const groups = Array.from({ length: 30 }, (_, group) => `g${group}`);
  const batchOf = (worker: number) => {
    const order = worker % 2 ? groups : groups.toReversed();
    return order.map((group) => aMessage(project, [anEvent({ group, user: String(worker), environment: 'test' })]));
  };
  const results = await Promise.all([0, 1, 2, 3, 4, 5].map((worker) => store(batchOf(worker))));

  expect(results.reduce((sum, { newIssues }) => sum + newIssues, 0)).toBe(30);
  const all = await issues();
  expect(all.map(({ event_count, user_count }) => [event_count, user_count])).toEqual(groups.map(() => [6, 6]));
  expect(all.map(({ short_id }) => short_id).sort()).toEqual(groups.map((_, place) => `SHOP-${place + 1}`).sort());
  const { rows } = await context.database.pool.query(
    "select count(*) from notification where project_id = $1 and occasion = 'new_issue'",
    [project],
  );
  expect(rows[0].count).toBe(30);
});

it('one message given to several workers at once is processed once', async () => {
  const batch = Array.from({ length: 20 }, (_, place) => aMessage(project, [anEvent({ group: `g${place % 3}` })]));
  const results = await Promise.all([batch, batch.toReversed(), batch, batch.toReversed()].map(store));
  expect(results.map(({ stored }) => stored).sort((a, b) => a - b)).toEqual([0, 0, 0, 20]);
  expect(await storedEvents()).toBe(20);
});

it('one event id in several messages, stored by several workers at once, is stored and counted once', async () => {
  const events = Array.from({ length: 20 }, (_, place) => anEvent({ group: `g${place % 3}` }));
  // Received at different times, so that no key of the table catches them.
  const resent = (worker: number) =>
    events.map((event) => aMessage(project, [event], { received_at: new Date(Date.now() + worker).toISOString() }));
  const results = await Promise.all([1, 2, 3, 4].map((worker) => store(resent(worker))));

  expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(20);
  expect(results.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(60);
  expect(await storedEvents()).toBe(20);
  expect((await issues()).reduce((sum, { event_count }) => sum + event_count, 0)).toBe(20);
});

it('sums agree after many workers stored overlapping batches over and over', async () => {
  const messages = Array.from({ length: 120 }, (_, place) =>
    aMessage(project, [anEvent({ group: `g${place % 7}` }), anEvent({ group: `g${place % 5}` })]),
  );
  const overlapping = Array.from({ length: 16 }, (_, worker) => {
    const start = (worker * 37) % 100;
    const batch = messages.slice(start, start + 40);
    return worker % 2 ? batch.toReversed() : batch;
  });
  await Promise.all(overlapping.map(store));
  await store(messages);

  const now = Date.now();
  const range = { from: new Date(now - 3_600_000), to: new Date(now + 3_600_000) };
  const buckets = await projectStats(context.database, tenant.scope, project, { ...range, interval: '1h' });
  const outcomes = await projectOutcomes(context.database, tenant.scope, project, range);
  expect(await storedEvents()).toBe(240);
  expect((await issues()).reduce((sum, { event_count }) => sum + event_count, 0)).toBe(240);
  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(240);
  expect(outcomes).toMatchObject([{ outcome: 'stored', quantity: 240 }]);
});

it('an issue deleted while its events are stored is made anew, and no event points to nothing', async () => {
  await store([aMessage(project, [anEvent()])]);
  for (let round = 0; round < 10; round++) {
    const [issue] = await issues();
    const batch = Array.from({ length: 5 }, () => aMessage(project, [anEvent()]));
    await Promise.all([
      store(batch),
      sleep(Math.random() * 8).then(() => issue && deleteIssue(context.database, tenant.scope, issue.id)),
    ]);
  }
  await store([aMessage(project, [anEvent()])]);
  const { rows } = await context.database.pool.query(
    'select count(*) from event where project_id = $1 and issue_id = any($2)',
    [project, (await issues()).map(({ id }) => id)],
  );
  expect(rows[0].count).toBe((await issues())[0]!.event_count);
  await keepHouse(context.database, context.layout, { retentionDays: 90 });
  expect(await storedEvents()).toBe(rows[0].count);
});

it('a project deleted while its events are stored deadlocks nobody and leaves nothing behind', async () => {
  for (let round = 0; round < 10; round++) {
    const doomed = await projectOf(context.database, tenant);
    const batches = [0, 1, 2].map(() =>
      Array.from({ length: 20 }, (_, i) => aMessage(doomed, [anEvent({ group: `${i}` })])),
    );
    await Promise.all([
      ...batches.map(store),
      sleep(Math.random() * 30).then(() => deleteProject(context.database, tenant.scope, doomed)),
    ]);
    await keepHouse(context.database, context.layout, { retentionDays: 90 });
    const { rows } = await context.database.pool.query(
      'select (select count(*) from event where project_id = $1) + (select count(*) from issue where project_id = $1) as rest',
      [doomed],
    );
    expect(rows[0].rest).toBe(0);
  }
});

it('workers that miss the same day partition make it once', async () => {
  const received_at = '2026-02-03T04:05:06.789Z';
  const batches = [1, 2, 3, 4].map(() => [aMessage(project, [anEvent({ timestamp: received_at })], { received_at })]);
  await Promise.all(batches.map(store));
  expect(await storedEvents()).toBe(4);
});
