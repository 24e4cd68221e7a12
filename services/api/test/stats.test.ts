import type { Client } from '@railguard/client/client';
import { newUuid } from '@railguard/protocol/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { problemOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let project_id: string;
let organization_id: string;
let issues: string[];

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  ({ id: project_id, organization_id } = api.owner.project);
  const earlier = new Date(Date.now() - 2 * 3_600_000);
  await seedEvents(api.database, project_id, [
    { title: 'Boom', environment: 'production', release: 'shop@1', timestamp: earlier },
    { title: 'Boom', environment: 'production', level: 'fatal' },
    { title: 'Boom' },
    { title: 'Bang', environment: 'staging' },
  ]);
  const { data } = await client.call('listIssues', { params: { project_id }, query: { sort: 'event_count' } });
  issues = data.map(({ id }) => id);
});
afterAll(() => api.stop());

const stats = (query = {}) => client.call('getProjectStats', { params: { project_id }, query });

test('events of one environment or one release are counted', async () => {
  expect((await stats({ environment: 'production' })).total).toBe(2);
  expect((await stats({ release: 'shop@1' })).total).toBe(1);
  expect(await stats()).not.toHaveProperty('groups');
});

test('events are counted by environment, release or level', async () => {
  const by = async (group_by: string) =>
    (await stats({ group_by })).groups!.map(({ kind, value, total }) => [kind, value, total]);
  expect(await by('environment')).toEqual([
    ['value', 'production', 2],
    ['value', 'staging', 1],
    ['none', '', 1],
  ]);
  expect(await by('release')).toEqual([
    ['value', 'shop@1', 1],
    ['none', '', 3],
  ]);
  expect(await by('level')).toEqual([
    ['value', 'error', 3],
    ['value', 'fatal', 1],
  ]);
});

test('they are counted by one thing at a time', async () => {
  const both = stats({ environment: 'production', group_by: 'release' });
  expect(await problemOf(both)).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '?group_by' }] });
});

test('new issues are counted by when they were first seen', async () => {
  const news = await client.call('getNewIssueStats', { params: { project_id } });
  expect(news.total).toBe(2);
  expect(news.data.map(({ count }) => count).filter(Boolean)).toEqual([1, 1]);
});

test('events of an issue are counted over time', async () => {
  const ofIssue = await client.call('getIssueStats', { params: { issue_id: issues[0]! }, query: { interval: 'day' } });
  expect(ofIssue).toMatchObject({ interval: '1d', total: 3 });
});

test('events of the issues of a list are counted at once, and what is not there is left out', async () => {
  const issue_id = [issues[1], newUuid(), issues[0]!.toUpperCase()].join();
  const query = { issue_id, interval: '1h' as const };
  const { data } = await client.call('getStatsOfIssues', { params: { organization_id }, query });
  expect(data.map((one) => [one.issue_id, one.total])).toEqual([
    [issues[1], 1],
    [issues[0], 3],
  ]);
});

test.each([
  ['nonsense', {}, '?issue_id'],
  [Array.from({ length: 101 }, () => newUuid()).join(), {}, '?issue_id'],
  [Array.from({ length: 100 }, () => newUuid()).join(), { from: '2026-01-01T00:00:00Z', interval: '1h' }, '?interval'],
])('too much at once is refused', async (issue_id, rest, pointer) => {
  const query = { issue_id, ...rest } as never;
  const call = client.call('getStatsOfIssues', { params: { organization_id }, query });
  const { code, errors } = await problemOf(call);
  expect([code, errors![0]!.pointer]).toEqual(['invalid_request', pointer]);
});

test('an organisation is counted as a whole and by project', async () => {
  const other = await client.call('createProject', { body: { name: 'Other' } });
  await seedEvents(api.database, other.id, [{ title: 'Boom' }]);
  const whole = await client.call('getOrganizationStats', { params: { organization_id } });
  expect(whole.total).toBe(5);
  const query = { group_by: 'project' as const };
  const { projects } = await client.call('getOrganizationStats', { params: { organization_id }, query });
  expect(projects!.map((one) => [one.project_id, one.total])).toEqual([
    [project_id, 4],
    [other.id, 1],
  ]);
});

test('totals of outcomes add up to what was received, and SDKs’ own discards are outside of it', async () => {
  await api.database.pool.query(
    `insert into outcome_hourly
     select $1, date_trunc('hour', now()), category, outcome, reason, quantity
     from (values ('error', 'rate_limited', 'key_limit', 3), ('transaction', 'dropped', 'item_type_not_kept', 2),
                  ('error', 'client_discarded', 'sdk', 7)) as came (category, outcome, reason, quantity)`,
    [project_id],
  );
  const outcomes = (query = {}) => client.call('getProjectOutcomes', { params: { project_id }, query });
  const { totals } = await outcomes({ interval: '1h' });
  const zero = { filtered: 0, invalid: 0 };
  expect(totals).toEqual({ ...zero, received: 9, stored: 4, rate_limited: 3, dropped: 2, client_discarded: 7 });
  const { totals: ofTransactions, data } = await outcomes({ category: 'transaction' });
  expect(ofTransactions).toMatchObject({ received: 2, dropped: 2, stored: 0 });
  expect(data).toHaveLength(1);
});
