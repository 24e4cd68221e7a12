import { newUuid } from '@railguard/protocol/ids';
import { findKey } from '@railguard/store/ingest-key';
import { nativeLayout } from '@railguard/store/layout/native';
import { purgeStep } from '@railguard/store/purge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
beforeAll(async () => {
  api = await startApiWithOwner();
});
afterAll(() => api.stop());

const create = (name: string, slug?: string) => api.client.call('createOrganization', { body: { name, slug } });

describe('an organisation', () => {
  test('belongs to whoever creates it, under a slug of its name that no other has', async () => {
    const [first, second] = [await create('Größe & Co.'), await create('Größe & Co.')];
    expect(first).toMatchObject({ name: 'Größe & Co.', slug: 'grosse-co', role: 'owner' });
    expect(second.slug).toBe('grosse-co-2');
    const taken = await problemOf(create('Other', 'grosse-co'));
    expect(taken).toMatchObject({ code: 'conflict', errors: [{ pointer: '/slug' }] });
    const params = { organization_id: second.id };
    expect(await api.client.call('getOrganization', { params })).toEqual(second);
    const changed = await api.client.call('updateOrganization', { params, body: { name: 'Co.' } });
    expect(changed).toEqual({ ...second, name: 'Co.' });
    const update = api.client.call('updateOrganization', { params, body: { slug: 'grosse-co' } });
    expect(await codeOf(update)).toBe('conflict');
  });

  test('is one of several that a person may be in, listed by name a page at a time', async () => {
    const names = ['apple', 'Banana', 'cherry'];
    for (const name of names) await create(name);
    const all = await api.client.call('listOrganizations', { query: { limit: 100 } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.client.call('listOrganizations', { query: { limit: 2, cursor } });
      seen.push(...page.data.map(({ name }) => name));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(all.data.map(({ name }) => name));
    expect(seen.filter((name) => names.includes(name))).toEqual(names);
  });
});

describe('deleting an organisation', () => {
  const project = async (organization_id: string) =>
    api.client.call('createProject', { body: { name: 'Shop', organization_id } });

  test('needs its slug or name, and tells which', async () => {
    const { id, slug } = await create('Careful');
    const params = { organization_id: id };
    const wrong = await problemOf(api.client.call('deleteOrganization', { params, query: { confirm: 'Careless' } }));
    expect(wrong).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '?confirm', detail: expect.stringContaining(slug) }],
    });
    expect(await codeOf(api.client.call('deleteOrganization', { params } as never))).toBe('invalid_request');
    await api.client.call('deleteOrganization', { params, query: { confirm: 'Careful' } });
    expect(await codeOf(api.client.call('getOrganization', { params }))).toBe('not_found');
  });

  test('takes it from everybody at once, with its keys and tokens, and frees its slug', async () => {
    const { id, slug } = await create('Doomed');
    const { id: project_id, keys } = await project(id);
    const person = { email: 'member@doomed.example', role: 'member', organizationId: id } as const;
    const member = (await seedClient(api.url, api.database, person)).client;
    const { token } = await member.call('createMyToken', { body: { name: 'CI', organization_id: id, access: 'read' } });
    await api.client.call('deleteOrganization', { params: { organization_id: id }, query: { confirm: slug } });

    for (const client of [api.client, member]) {
      expect(await codeOf(client.call('getProject', { params: { project_id } }))).toBe('not_found');
      const { data } = await client.call('listOrganizations', { query: { limit: 100 } });
      expect(data.map((organization) => organization.id)).not.toContain(id);
    }
    expect(await findKey(api.database, keys[0]!.public_key)).toBeUndefined();
    const withToken = await fetch(`${api.url}/api/v1/organizations`, { headers: { authorization: `Bearer ${token}` } });
    expect(withToken.status).toBe(401);
    expect((await create('Doomed')).slug).toBe(slug);
    const { rows } = await api.database.pool.query(
      `select actor_email, target_name from audit_log where action = 'organization.deleted' and target_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_email: 'owner@example.com', target_name: 'Doomed' }]);
  });

  test('leaves no row of it behind, once housekeeping was there', async () => {
    const { id, slug } = await create('Swept');
    const projects = [await project(id), await project(id)];
    for (const { id } of projects) await seedEvents(api.database, id, [{ title: 'One' }, { title: 'Two' }]);
    await api.client.call('deleteOrganization', { params: { organization_id: id }, query: { confirm: slug } });
    const count = async () => (await api.database.pool.query('select from organization where id = $1', [id])).rowCount;
    expect(await count()).toBe(1);
    const layout = nativeLayout(api.database);
    while (!(await purgeStep(api.database, layout)).isDone);
    expect(await count()).toBe(0);
    const { rowCount } = await api.database.pool.query('select from issue where project_id = any($1)', [
      projects.map((project) => project.id),
    ]);
    expect(rowCount).toBe(0);
  });

  test('of two at once happens once', async () => {
    const { id, slug } = await create('Contested');
    const params = { organization_id: id };
    const fates = await Promise.allSettled(
      [1, 2].map(() => api.client.call('deleteOrganization', { params, query: { confirm: slug } })),
    );
    expect(fates.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test.each(['deleteOrganization', 'createProject'] as const)(
    'leaves no project that is created meanwhile, %s being the first',
    async (first) => {
      const { id, slug } = await create('Busy');
      const remove = () =>
        api.client.call('deleteOrganization', { params: { organization_id: id }, query: { confirm: slug } });
      const [one, other] = first === 'deleteOrganization' ? [remove, project] : [project, remove];
      // Both wait for this one, in the order they came in.
      const holder = await api.database.pool.connect();
      await holder.query('begin');
      await holder.query('select from organization where id = $1 for update', [id]);
      // Heard at once: one that is refused before the others are waited for would be nobody's.
      const fateOf = (asked: Promise<unknown>) =>
        asked.then(
          () => 'fulfilled',
          () => 'rejected',
        );
      const fates = [fateOf(one(id))];
      await until(async () => (await waiting()) === 1);
      fates.push(fateOf(other(id)));
      await until(async () => (await waiting()) === 2);
      await holder.query('commit');
      holder.release();
      expect(await Promise.all(fates)).toEqual([
        'fulfilled',
        first === 'deleteOrganization' ? 'rejected' : 'fulfilled',
      ]);
      const { rowCount } = await api.database.pool.query(
        'select from project where organization_id = $1 and deleted_at is null',
        [id],
      );
      expect(rowCount).toBe(0);
    },
  );

  test('one that is not there is answered 404', async () => {
    const params = { organization_id: newUuid() };
    expect(await codeOf(api.client.call('deleteOrganization', { params, query: { confirm: 'x' } }))).toBe('not_found');
  });
});

/** How many wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await api.database.pool.query(
    `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0].count;
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 10));
}
