import type { Client } from '@railguard/client/client';
import { DEFAULT_PROJECT_SETTINGS } from '@railguard/protocol/project-settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());

async function createProject(name: string) {
  const { id } = await client.call('createProject', { body: { name } });
  return { project_id: id };
}
const acts = async (projectId: string) => {
  const { rows } = await api.database.pool.query(
    'select action, data, actor_email, target_name from audit_log where target_id = $1 order by id',
    [projectId],
  );
  return rows;
};

test('a project begins with the defaults', async () => {
  const params = await createProject('Defaults');
  expect(await client.call('getProjectSettings', { params })).toEqual({
    ...DEFAULT_PROJECT_SETTINGS,
    allowed_origins: [],
    installation_retention_days: 90,
  });
});

test('what is named changes, and all else stays, inside the parts too', async () => {
  const params = await createProject('Changed');
  await client.call('updateProjectSettings', { params, body: { scrub: { extra_keys: ['iban'] }, retention_days: 30 } });
  const rule = { matchers: { type: 'Net::*', path: '*/payments.rb' }, fingerprint: ['payments', '{{ type }}'] };
  await client.call('updateProjectSettings', {
    params,
    body: {
      allowed_origins: ['https://shop.example'],
      scrub: { scrub_ip_addresses: true },
      grouping: { fingerprint_rules: [rule] },
      filters: { localhost: true },
    },
  });
  const settings = await client.call('getProjectSettings', { params });
  expect(settings).toMatchObject({
    allowed_origins: ['https://shop.example'],
    retention_days: 30,
    scrub: { extra_keys: ['iban'], safe_keys: [], scrub_ip_addresses: true },
    grouping: { algorithm: 'v1', fingerprint_rules: [rule] },
    filters: { localhost: true, web_crawlers: false },
  });
  expect(await client.call('getProject', { params })).toMatchObject({ allowed_origins: ['https://shop.example'] });
  const cleared = await client.call('updateProjectSettings', { params, body: { retention_days: null } });
  expect(cleared).toEqual({ ...settings, retention_days: null });
});

test('each change is recorded with what was and what is, and no change is not', async () => {
  const params = await createProject('Recorded');
  const body = { scrub: { extra_keys: ['iban'] }, retention_days: 30 };
  await client.call('updateProjectSettings', { params, body });
  await client.call('updateProjectSettings', { params, body });
  expect((await acts(params.project_id)).slice(1)).toEqual([
    {
      action: 'project.updated',
      actor_email: 'owner@example.com',
      target_name: 'Recorded',
      data: { changes: { 'scrub.extra_keys': { from: [], to: ['iban'] }, retention_days: { from: null, to: 30 } } },
    },
  ]);
});

test.each<[body: object, pointer: string]>([
  [{}, ''],
  [{ typo: 1 }, ''],
  [{ retention_days: 91 }, '/retention_days'],
  [{ retention_days: 0 }, '/retention_days'],
  [{ scrub: { extra_keys: [''] } }, '/scrub/extra_keys/0'],
  [{ scrub: { extra_keys: Array.from({ length: 101 }, (_, n) => `k${n}`) } }, '/scrub/extra_keys'],
  [{ scrub: { safe_keys: ['pass*'] } }, '/scrub/safe_keys/0'],
  [{ scrub: { safe_keys: ['*'] } }, '/scrub/safe_keys/0'],
  [{ filters: { messages: ['x'.repeat(201)] } }, '/filters/messages/0'],
  [{ filters: { messages: ['fine', 'half \ud800'] } }, '/filters/messages/1'],
  [{ scrub: { extra_keys: ['nul \0'] } }, '/scrub/extra_keys/0'],
  [{ filters: { localhost: 'yes' } }, '/filters/localhost'],
  [{ grouping: { algorithm: 'v9' } }, '/grouping/algorithm'],
  [
    { grouping: { fingerprint_rules: [{ matchers: {}, fingerprint: ['x'] }] } },
    '/grouping/fingerprint_rules/0/matchers',
  ],
  [
    { grouping: { fingerprint_rules: [{ matchers: { type: 'A', typo: 'B' }, fingerprint: ['x'] }] } },
    '/grouping/fingerprint_rules/0/matchers',
  ],
  [
    { grouping: { fingerprint_rules: [{ matchers: { type: 'A' }, fingerprint: [] }] } },
    '/grouping/fingerprint_rules/0/fingerprint',
  ],
  [{ allowed_origins: ['https://shop.example/path'] }, '/allowed_origins/0'],
])('%j is refused, and the answer names the field', async (body, pointer) => {
  const params = { project_id: api.owner.project.id };
  const problem = await problemOf(client.call('updateProjectSettings', { params, body }));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
  expect(problem.errors).toContainEqual({ pointer, detail: expect.stringMatching(/\w/) });
});

test('settings are read by everybody in the organisation and changed by admins', async () => {
  const params = { project_id: api.owner.project.id };
  const organizationId = api.owner.project.organization_id;
  const member = await seedClient(api.url, api.database, { email: 'm@example.com', role: 'member', organizationId });
  expect((await member.client.call('getProjectSettings', { params })).scrub.extra_keys).toEqual([]);
  const body = { scrub: { extra_keys: ['x'] } };
  expect(await codeOf(member.client.call('updateProjectSettings', { params, body }))).toBe('forbidden');
});
