import { newUuid } from '@railguard/protocol/ids';
import { findHorizon, findIssueEvent, listIssueEvents } from '@railguard/store/events';
import { listIssues } from '@railguard/store/issue-list';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeAll, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
const NOON = Date.UTC(2025, 7, 1, 12);
let tenant: Tenant;
let issue: string;
let rare: string;

/** One of staging, then 25,000 of production. */
beforeAll(async () => {
  tenant = await createTenant(context.database);
  const project = await projectOf(context.database, tenant);
  const event = anEvent({ environment: 'staging', timestamp: new Date(NOON).toISOString() });
  rare = event.event.event_id;
  const received_at = new Date(NOON).toISOString();
  await storeBatch(context.database, context.layout, [aMessage(project, [event], { received_at })]);
  const [found] = await listIssues(context.database, tenant.scope, project, {}, { sort: 'last_seen', limit: 1 });
  issue = found!.id;
  await context.database.pool.query(
    `insert into event (project_id, event_id, received_at, issue_id, occurred_at, level, environment, payload)
     select project_id, gen_random_uuid(), received_at + n * interval '1 second', issue_id, occurred_at, level, 'production', payload
     from event, generate_series(1, 25000) as n where issue_id = $1`,
    [issue],
  );
  const last = new Date(NOON + 25_000_000);
  await context.database.pool.query('update issue set last_received_at = $2 where id = $1', [issue, last]);
});

it('a search for what is rare gives up after so many events, and goes on from there', async () => {
  const filter = { environment: 'staging' };
  const list = (after?: { received_at: Date; event_id: string }) =>
    listIssueEvents(context.database, tenant.scope, issue, { limit: 10, after }, filter);
  const horizon = (after?: { received_at: Date; event_id: string }) =>
    findHorizon(context.database, tenant.scope, issue, after, filter);
  expect(await list()).toEqual([]);
  const place = await horizon();
  expect(place!.received_at).toEqual(new Date(NOON + 5_001_000));
  expect((await list(place))!.map(({ event }) => event.event_id)).toEqual([rare]);
  expect(await horizon(place)).toBeUndefined();
  expect(await findIssueEvent(context.database, tenant.scope, issue, 'latest', filter)).toBeUndefined();
  expect((await findIssueEvent(context.database, tenant.scope, issue, 'first', filter))!.event.event_id).toBe(rare);
});

it('without a search nothing is given up', async () => {
  const place = { received_at: new Date(NOON + 1), event_id: newUuid() };
  expect(await findHorizon(context.database, tenant.scope, issue, undefined, {})).toBeUndefined();
  const rows = await listIssueEvents(context.database, tenant.scope, issue, { limit: 10, after: place });
  expect(rows).toHaveLength(1);
});
