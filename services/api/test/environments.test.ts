import type { Client } from '@railguard/client/client';
import { noteEnvironments } from '@railguard/store/environments';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let params: { project_id: string };
beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());
beforeEach(async () => {
  const { id } = await client.call('createProject', { body: { name: 'Shop' } });
  params = { project_id: id };
});

const AT = Date.UTC(2026, 10, 25, 12);
const see = (names: string[], at = AT) =>
  noteEnvironments(
    api.database,
    names.map((name) => ({ projectId: params.project_id, name, at })),
  );
const names = async (is_hidden?: boolean) =>
  (await client.call('listEnvironments', { params, query: { is_hidden } })).data.map(({ name }) => name);

test('environments are listed by name, page by page, with when they were seen', async () => {
  await see(['staging', 'production', 'qa/eu west']);
  await see(['production'], AT + 60_000);
  await see(['production'], AT - 60_000);
  const first = await client.call('listEnvironments', { params, query: { limit: 1 } });
  expect(first.data).toEqual([
    {
      name: 'production',
      first_seen: new Date(AT - 60_000).toISOString(),
      last_seen: new Date(AT + 60_000).toISOString(),
      is_hidden: false,
    },
  ]);
  const rest = await client.call('listEnvironments', { params, query: { cursor: first.next_cursor! } });
  expect(rest).toMatchObject({ data: [{ name: 'qa/eu west' }, { name: 'staging' }], next_cursor: null });
});

test('one is hidden and shown again, which is recorded', async () => {
  await see(['production', 'test 1']);
  const one = { ...params, environment: 'test 1' };
  const hidden = await client.call('updateEnvironment', { params: one, body: { is_hidden: true } });
  expect(hidden).toMatchObject({ name: 'test 1', is_hidden: true });
  expect([await names(), await names(false), await names(true)]).toEqual([
    ['production', 'test 1'],
    ['production'],
    ['test 1'],
  ]);
  await see(['test 1'], AT + 3_600_000);
  expect(await names(true)).toEqual(['test 1']);
  await client.call('updateEnvironment', { params: one, body: { is_hidden: false } });
  expect(await names(true)).toEqual([]);
  const { rows } = await api.database.pool.query(
    `select data from audit_log where target_id = $1 and action = 'project.updated' order by id`,
    [params.project_id],
  );
  expect(rows).toEqual([
    { data: { changes: { 'environments.test 1.is_hidden': { from: false, to: true } } } },
    { data: { changes: { 'environments.test 1.is_hidden': { from: true, to: false } } } },
  ]);
});

test('one that no event named is not found', async () => {
  const one = { ...params, environment: 'nowhere' };
  expect(await codeOf(client.call('updateEnvironment', { params: one, body: { is_hidden: true } }))).toBe('not_found');
});

test('a project that names a new one with every event fills no table', async () => {
  await see(['production']);
  const many = Array.from({ length: 300 }, (_, n) => `env-${String(n).padStart(3, '0')}`);
  await see(many);
  await see(['one more']);
  await see(['production'], AT + 60_000);
  const { rows } = await api.database.pool.query(
    'select count(*)::integer, max(last_seen) as last from project_environment where project_id = $1',
    [params.project_id],
  );
  expect(rows).toEqual([{ count: 200, last: new Date(AT + 60_000) }]);
});
