import type { Client } from '@railguard/client/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());

/** What the audit log has of a thing, the oldest first. */
async function acts(targetId: string) {
  const { rows } = await api.database.pool.query(
    `select action, target_type, target_name, data, actor_email, organization_id
     from audit_log where target_id = $1 order by id`,
    [targetId],
  );
  for (const row of rows) {
    expect([row.actor_email, row.organization_id]).toEqual(['owner@example.com', api.owner.project.organization_id]);
  }
  return rows.map(({ action, target_type, target_name, data }) => [action, target_type, target_name, data]);
}

test('what is done to a project is recorded, with what was before and after', async () => {
  const { id, slug } = await client.call('createProject', { body: { name: 'Shop', platform: 'ruby' } });
  const params = { project_id: id };
  await client.call('updateProject', { params, body: { name: 'Store', platform: 'ruby' } });
  await client.call('updateProject', { params, body: { name: 'Store' } });
  await client.call('deleteProject', { params, query: { confirm: slug } });
  expect(await acts(id)).toEqual([
    ['project.created', 'project', 'Shop', { slug, platform: 'ruby' }],
    ['project.updated', 'project', 'Shop', { changes: { name: { from: 'Shop', to: 'Store' } } }],
    ['project.deleted', 'project', 'Store', { slug }],
  ]);
});

test('what is done to a key is recorded, each turn of it once', async () => {
  const { id: project_id } = await client.call('createProject', { body: { name: 'Keys' } });
  const { id: key_id, public_key } = await client.call('createProjectKey', {
    params: { project_id },
    body: { label: 'Mobile' },
  });
  const params = { project_id, key_id };
  await client.call('updateProjectKey', { params, body: { quota_per_day: 1_000, is_active: true } });
  await client.call('updateProjectKey', { params, body: { is_active: false } });
  await client.call('updateProjectKey', { params, body: { is_active: false } });
  await client.call('updateProjectKey', { params, body: { is_active: true, label: 'Phones' } });
  await client.call('deleteProjectKey', { params });
  expect(await acts(key_id)).toEqual([
    ['key.created', 'key', 'Mobile', { project_id, public_key }],
    ['key.updated', 'key', 'Mobile', { project_id, changes: { quota_per_day: { from: null, to: 1_000 } } }],
    ['key.revoked', 'key', 'Mobile', { project_id }],
    ['key.updated', 'key', 'Mobile', { project_id, changes: { label: { from: 'Mobile', to: 'Phones' } } }],
    ['key.restored', 'key', 'Mobile', { project_id }],
    ['key.deleted', 'key', 'Phones', { project_id, public_key }],
  ]);
});

test('what was refused is not recorded', async () => {
  const { id } = await client.call('createProject', { body: { name: 'Refused' } });
  const params = { project_id: id };
  const taken = { slug: api.owner.project.slug };
  expect(await codeOf(client.call('updateProject', { params, body: taken }))).toBe('conflict');
  expect(await codeOf(client.call('deleteProject', { params }))).toBe('invalid_request');
  expect(await acts(id)).toHaveLength(1);
});
