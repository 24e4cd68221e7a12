import type { Client } from '@railguard/client/client';
import { keepHouse } from '@railguard/store/housekeeping';
import { nativeLayout } from '@railguard/store/layout/native';
import { purgeStep } from '@railguard/store/purge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());

const create = async (name: string) => client.call('createProject', { body: { name } });
const deletions = async () => {
  const params = { organization_id: api.owner.project.organization_id };
  return (await client.call('listDeletions', { params })).data;
};

test.each([undefined, '', 'something else'])(
  'a project is not deleted where %j is given to confirm it',
  async (confirm) => {
    const { id } = await create('Kept');
    const problem = await problemOf(client.call('deleteProject', { params: { project_id: id }, query: { confirm } }));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ pointer: '?confirm' }] });
    expect(problem.errors![0]!.detail).toContain('kept');
    expect((await client.call('getProject', { params: { project_id: id } })).id).toBe(id);
  },
);

test('a project is deleted by its slug or its name, gone at once, and what it had goes step by step', async () => {
  const { id, slug, name, keys } = await create('Going Away');
  await seedEvents(api.database, id, [{ title: 'a' }, { title: 'b' }, { title: 'b' }]);
  await client.call('deleteProject', { params: { project_id: id }, query: { confirm: name } });
  expect(await codeOf(client.call('getProject', { params: { project_id: id } }))).toBe('not_found');
  expect((await create('Going Away')).slug).toBe(slug);

  expect(await deletions()).toEqual([
    {
      id: expect.any(String),
      project_id: id,
      project_name: name,
      project_slug: slug,
      state: 'running',
      started_at: expect.any(String),
      finished_at: null,
      events_left: 3,
      progress_percent: 0,
    },
  ]);
  const layout = nativeLayout(api.database);
  await purgeStep(api.database, layout);
  expect(await deletions()).toMatchObject([{ state: 'running', events_left: 0, progress_percent: 99 }]);
  await keepHouse(api.database, layout, { retentionDays: 90 });
  expect(await deletions()).toMatchObject([{ state: 'done', events_left: 0, progress_percent: 100 }]);
  const { rowCount } = await api.database.pool.query('select from project where id = $1', [id]);
  expect(rowCount).toBe(0);
  expect(keys).toHaveLength(1);
});

test('what was done is told for a day', async () => {
  const { id, slug } = await create('Short');
  await client.call('deleteProject', { params: { project_id: id }, query: { confirm: slug } });
  const layout = nativeLayout(api.database);
  await keepHouse(api.database, layout, { retentionDays: 90 });
  expect((await deletions()).map(({ project_id }) => project_id)).toContain(id);
  const now = new Date(Date.now() + 25 * 3_600_000);
  await keepHouse(api.database, layout, { retentionDays: 90, now });
  expect(await deletions()).toEqual([]);
});
