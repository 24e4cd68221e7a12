import type { Client } from '@railguard/client/client';
import { parseDsn } from '@railguard/protocol/dsn';
import { findKey } from '@railguard/store/ingest-key';
import { addKeyUse } from '@railguard/store/key-use';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedEvents, seedOrganization } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());

const as = (role: 'admin' | 'member' | 'viewer') =>
  seedClient(api.url, api.database, {
    email: `${role}@example.com`,
    role,
    organizationId: api.owner.project.organization_id,
  });

describe('projects', () => {
  test('are created with a slug, a key and both DSNs', async () => {
    const project = await client.call('createProject', { body: { name: 'Web Shop', platform: 'ruby' } });
    expect(project).toMatchObject({ name: 'Web Shop', slug: 'web-shop', platform: 'ruby', allowed_origins: [] });
    const { public_key } = project.keys[0]!;
    expect(project.dsn).toBe(`http://${public_key}@railguard.example:8000/${project.id}`);
    expect(parseDsn(project.sentry_dsn)).toEqual({ publicKey: public_key, project: String(project.numeric_id) });
    expect(await client.call('getProject', { params: { project_id: project.id } })).toEqual(project);
  });

  test('get a slug of their own where the name is taken, and a conflict where a slug is asked for that is', async () => {
    const first = await client.call('createProject', { body: { name: 'Twice' } });
    const second = await client.call('createProject', { body: { name: 'Twice' } });
    expect(second.slug).not.toBe(first.slug);
    const clash = await problemOf(client.call('createProject', { body: { name: 'Other', slug: first.slug } }));
    expect(clash).toMatchObject({ status: 409, code: 'conflict', errors: [{ pointer: '/slug' }] });
    const change = { params: { project_id: second.id }, body: { slug: first.slug } };
    expect(await codeOf(client.call('updateProject', change))).toBe('conflict');
  });

  test('are changed and deleted', async () => {
    const { id } = await client.call('createProject', { body: { name: 'Short-lived' } });
    const params = { project_id: id };
    const changed = await client.call('updateProject', {
      params,
      body: { name: 'Renamed', allowed_origins: ['https://shop.example', '*.shop.example'] },
    });
    expect(changed).toMatchObject({ name: 'Renamed', allowed_origins: ['https://shop.example', '*.shop.example'] });
    const query = { confirm: 'Renamed' };
    await client.call('deleteProject', { params, query });
    expect(await codeOf(client.call('getProject', { params }))).toBe('not_found');
    expect(await codeOf(client.call('deleteProject', { params, query }))).toBe('not_found');
  });

  test('are listed by name, page by page, each once', async () => {
    for (const name of ['Page C', 'Page A', 'Page B']) await client.call('createProject', { body: { name } });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call('listProjects', { query: { limit: 2, cursor } });
      names.push(...page.data.map(({ name }) => name));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(names.filter((name) => name.startsWith('Page'))).toEqual(['Page A', 'Page B', 'Page C']);
    expect(names).toEqual(names.toSorted());
  });

  test('are listed for one organisation alone where that is asked for, and say whether events arrived', async () => {
    const organization_id = api.owner.project.organization_id;
    const other = await seedClient(api.url, api.database, {
      email: 'of-both@example.com',
      role: 'admin',
      organizationId: await seedOrganization(api.database, 'elsewhere'),
    });
    const { id } = await other.client.call('createProject', { body: { name: 'Elsewhere' } });
    await api.database.pool.query(`insert into membership (organization_id, user_id, role) values ($1, $2, 'viewer')`, [
      organization_id,
      other.user.id,
    ]);
    const elsewhere = (await other.client.call('getProject', { params: { project_id: id } })).organization_id;
    const list = async (of?: string) =>
      (await other.client.call('listProjects', { query: { organization_id: of } })).data;
    expect((await list(elsewhere)).map((project) => [project.id, project.has_events])).toEqual([[id, false]]);
    expect((await list(organization_id)).map((project) => project.id)).not.toContain(id);
    expect((await list()).length).toBeGreaterThan(1);
    expect(await list(crypto.randomUUID())).toEqual([]);
    await seedEvents(api.database, id, [{ title: 'First' }]);
    expect(await list(elsewhere)).toMatchObject([{ id, has_events: true }]);
  });

  test.each([
    [{ name: '   ' }, '/name'],
    [{ platform: 'ruby' }, '/name'],
    [{ name: 7 }, '/name'],
    [{ name: 'x\0y' }, '/name'],
    [{ name: 'x', slug: 'Not A Slug' }, '/slug'],
    [{ name: 'x', allowed_origins: ['https://shop.example/path'] }, '/allowed_origins/0'],
    [{ name: 'x', organization_id: crypto.randomUUID() }, '/organization_id'],
  ])('are not created from %j, and the answer names the field', async (body, pointer) => {
    const problem = await problemOf(client.call('createProject', { body: body as never }));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ pointer }] });
  });

  test('are not changed by a request that names nothing to change', async () => {
    const params = { project_id: api.owner.project.id };
    const problem = await problemOf(client.call('updateProject', { params, body: { nmae: 'typo' } as never }));
    expect(problem).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '' }] });
  });

  test('are managed by admins, and only read by members and viewers', async () => {
    const [admin, member, viewer] = await Promise.all([as('admin'), as('member'), as('viewer')]);
    const { id } = await admin.client.call('createProject', { body: { name: 'Of the admin' } });
    const params = { project_id: id };
    for (const { client: reader } of [member, viewer]) {
      expect((await reader.call('getProject', { params })).id).toBe(id);
      expect(await codeOf(reader.call('createProject', { body: { name: 'No' } }))).toBe('forbidden');
      expect(await codeOf(reader.call('updateProject', { params, body: { name: 'No' } }))).toBe('forbidden');
      expect(await codeOf(reader.call('deleteProject', { params }))).toBe('forbidden');
      expect(await codeOf(reader.call('createProjectKey', { params }))).toBe('forbidden');
    }
    await admin.client.call('deleteProject', { params, query: { confirm: 'of-the-admin' } });
  });

  test('need their organisation named by somebody who manages several', async () => {
    const { client: admin, user } = await seedClient(api.url, api.database, {
      email: 'of-two@example.com',
      role: 'admin',
      organizationId: await seedOrganization(api.database, 'second'),
    });
    const first = await admin.call('createProject', { body: { name: 'Of the only one' } });
    await api.database.pool.query("insert into membership (organization_id, user_id, role) values ($1, $2, 'owner')", [
      api.owner.project.organization_id,
      user.id,
    ]);
    const problem = await problemOf(admin.call('createProject', { body: { name: 'Of which?' } }));
    expect(problem.errors).toMatchObject([{ pointer: '/organization_id' }]);
    const named = { name: 'Of this one', organization_id: first.organization_id };
    expect((await admin.call('createProject', { body: named })).organization_id).toBe(first.organization_id);
  });
});

describe('keys', () => {
  test('are added, limited, revoked, restored and deleted, and ingestion sees it', async () => {
    const project = await client.call('createProject', { body: { name: 'Keys' } });
    const params = { project_id: project.id };
    const key = await client.call('createProjectKey', { params, body: { label: 'Mobile', rate_limit_per_minute: 60 } });
    expect(key).toMatchObject({ label: 'Mobile', rate_limit_per_minute: 60, is_active: true, revoked_at: null });
    expect(key).toMatchObject({ quota_per_day: null, used_today: 0, last_used_at: null });

    const keyParams = { ...params, key_id: key.id };
    const revoked = await client.call('updateProjectKey', { params: keyParams, body: { is_active: false } });
    expect(revoked).toMatchObject({ is_active: false, revoked_at: expect.any(String) });
    expect(await findKey(api.database, key.public_key)).toMatchObject({ revoked: true });
    const restored = await client.call('updateProjectKey', {
      params: keyParams,
      body: { is_active: true, rate_limit_per_minute: null },
    });
    expect(restored).toMatchObject({ is_active: true, revoked_at: null, rate_limit_per_minute: null });

    const listed = await client.call('listProjectKeys', { params, query: { limit: 1 } });
    expect(listed.data).toEqual(project.keys);
    const next = await client.call('listProjectKeys', { params, query: { limit: 1, cursor: listed.next_cursor! } });
    expect(next).toMatchObject({ data: [{ id: key.id }], next_cursor: null });

    await client.call('deleteProjectKey', { params: keyParams });
    expect(await codeOf(client.call('deleteProjectKey', { params: keyParams }))).toBe('not_found');
    expect(await findKey(api.database, key.public_key)).toBeUndefined();
  });

  test('have a quota a day, and say what they sent today and when', async () => {
    const project = await client.call('createProject', { body: { name: 'Quota' } });
    const params = { project_id: project.id };
    const { id: key_id } = await client.call('createProjectKey', { params, body: { quota_per_day: 1_000 } });
    const day = new Date().toISOString().slice(0, 10);
    const used_at = new Date();
    await addKeyUse(api.database.pool, day, [{ key_id, used_at, items: 7 }]);
    await addKeyUse(api.database.pool, day, [{ key_id, used_at: new Date(0), items: 3 }]);
    const keys = async () => (await client.call('listProjectKeys', { params })).data;
    expect((await keys())[1]).toMatchObject({
      quota_per_day: 1_000,
      used_today: 10,
      last_used_at: used_at.toISOString(),
    });
    await api.database.pool.query(`update project_key set quota_day = quota_day - 1 where id = $1`, [key_id]);
    expect((await keys())[1]).toMatchObject({ used_today: 0 });
    const cleared = { params: { ...params, key_id }, body: { quota_per_day: null } };
    expect(await client.call('updateProjectKey', cleared)).toMatchObject({ quota_per_day: null });
    for (const quota_per_day of [0, 1.5, 'many']) {
      const problem = await problemOf(client.call('createProjectKey', { params, body: { quota_per_day } as never }));
      expect(problem.errors).toContainEqual(expect.objectContaining({ pointer: '/quota_per_day' }));
    }
  });

  test('that are all revoked leave the project without a DSN', async () => {
    const project = await client.call('createProject', { body: { name: 'No key' } });
    const params = { project_id: project.id, key_id: project.keys[0]!.id };
    await client.call('updateProjectKey', { params, body: { is_active: false } });
    expect(await client.call('getProject', { params: { project_id: project.id } })).toMatchObject({
      dsn: null,
      sentry_dsn: null,
    });
  });

  test('of another project are not found under this one', async () => {
    const one = await client.call('createProject', { body: { name: 'One' } });
    const two = await client.call('createProject', { body: { name: 'Two' } });
    const params = { project_id: one.id, key_id: two.keys[0]!.id };
    expect(await codeOf(client.call('updateProjectKey', { params, body: { label: 'x' } }))).toBe('not_found');
    expect(await codeOf(client.call('deleteProjectKey', { params }))).toBe('not_found');
  });
});
