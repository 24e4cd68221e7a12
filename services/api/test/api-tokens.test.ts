import { type Client, createClient } from '@railguard/client/client';
import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { newUuid } from '@railguard/protocol/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let organization_id: string;
beforeAll(async () => {
  api = await startApiWithOwner();
  organization_id = api.owner.project.organization_id;
});
afterAll(() => api.stop());

type Input = Partial<BodyOf<RouteOf<'createMyToken'>>>;

const create = (input: Input = {}, client = api.client) =>
  client.call('createMyToken', { body: { name: 'CI', organization_id, access: 'read', ...input } });
const using = ({ token }: { token: string }): Client =>
  createClient({ baseUrl: api.url, tokens: { accessToken: token } });

describe('an API token', () => {
  test('is shown once, kept as a hash, and told by its first characters', async () => {
    const created = await create({ name: 'Deploys' });
    expect(created.token).toMatch(/^rgt_[\w-]{49}$/);
    expect(created).toMatchObject({ access: 'read', project_ids: null, expires_at: null, last_used_at: null });
    const { data } = await api.client.call('listMyTokens');
    const { token, ...rest } = created;
    expect(data[0]).toEqual(rest);
    expect(token.startsWith(rest.prefix)).toBe(true);
    const { rows } = await api.database.pool.query('select * from api_token');
    expect(JSON.stringify(rows)).not.toContain(token.slice(rest.prefix.length));
  });

  test('is for an organisation of one’s own, projects of it, a time to come, and no more than one’s role', async () => {
    const person = { email: 'member@example.com', role: 'member', organizationId: organization_id } as const;
    const member = (await seedClient(api.url, api.database, person)).client;
    const wrongs: [Input, string][] = [
      [{ organization_id: newUuid() }, '/organization_id'],
      [{ project_ids: [api.owner.project.id, newUuid()] }, '/project_ids/1'],
      [{ project_ids: [] }, '/project_ids'],
      [{ expires_at: new Date(Date.now() - 1000).toISOString() }, '/expires_at'],
      [{ access: 'admin' }, '/access'],
    ];
    for (const [input, pointer] of wrongs) {
      expect(await problemOf(create(input, member))).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] });
    }
    await create({ access: 'write' }, member);
  });

  test('is refused to whoever has a hundred for the organisation', async () => {
    const { id } = await api.client.call('createOrganization', { body: { name: 'Robots' } });
    const person = { email: 'collector@example.com', role: 'member', organizationId: id } as const;
    const { client, user } = await seedClient(api.url, api.database, person);
    await api.database.pool.query(
      `insert into api_token (id, user_id, organization_id, name, access, token_hash, prefix)
       select gen_random_uuid(), $1, $2, n::text, 'read', sha256(n::text::bytea), 'rgt_' from generate_series(1, 100) n`,
      [user.id, id],
    );
    expect(await problemOf(create({ organization_id: id }, client))).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('revoke some'),
    });
    const [last] = (await client.call('listMyTokens')).data;
    await client.call('revokeMyToken', { params: { token_id: last!.id } });
    await create({ organization_id: id }, client);
  });

  test('sees its organisation alone, and of it its projects alone', async () => {
    const second = await api.client.call('createOrganization', { body: { name: 'Second' } });
    const theirs = await api.client.call('createProject', { body: { name: 'B', organization_id: second.id } });
    const other = await api.client.call('createProject', { body: { name: 'C', organization_id } });
    const client = using(await create({ access: 'admin', project_ids: [api.owner.project.id] }));
    expect((await client.call('listProjects')).data.map(({ id }) => id)).toEqual([api.owner.project.id]);
    expect((await client.call('listOrganizations')).data).toMatchObject([{ id: organization_id, role: 'viewer' }]);
    expect((await client.call('getMe')).organizations).toMatchObject([{ id: organization_id, role: 'viewer' }]);
    for (const { id } of [theirs, other]) {
      expect(await codeOf(client.call('getProject', { params: { project_id: id } }))).toBe('not_found');
    }
    expect(await codeOf(client.call('createProject', { body: { name: 'D' } }))).toBe('forbidden');
    const params = { project_id: api.owner.project.id };
    const { errors } = await problemOf(
      client.call('listIssues', { params, query: { query: `project:${other.slug}` } }),
    );
    expect(errors).toEqual([
      expect.objectContaining({ detail: `${other.slug}: no project is called "${other.slug}"` }),
    ]);
    const whole = using(await create({ access: 'admin' }));
    expect((await whole.call('listProjects')).data.map(({ id }) => id)).not.toContain(theirs.id);
    expect(await codeOf(whole.call('createProject', { body: { name: 'D', organization_id: second.id } }))).toBe(
      'invalid_request',
    );
    expect(await whole.call('createProject', { body: { name: 'D' } })).toMatchObject({ organization_id });
  });

  test('does less once its person may do less', async () => {
    const person = { email: 'demoted@example.com', role: 'admin', organizationId: organization_id } as const;
    const admin = await seedClient(api.url, api.database, person);
    const client = using(await create({ access: 'admin' }, admin.client));
    const rename = () =>
      client.call('updateProject', { params: { project_id: api.owner.project.id }, body: { name: 'Renamed' } });
    await rename();
    const params = { organization_id, user_id: admin.user.id };
    await api.client.call('updateMember', { params, body: { role: 'viewer' } });
    expect(await codeOf(rename())).toBe('forbidden');
  });

  test('is refused once it was revoked, by its person or by an admin', async () => {
    const person = { email: 'carl@example.com', role: 'member', organizationId: organization_id } as const;
    const carl = (await seedClient(api.url, api.database, person)).client;
    const [mine, also] = [await create({}, carl), await create({}, carl)];
    await using(mine).call('listProjects');
    await carl.call('revokeMyToken', { params: { token_id: mine.id } });
    expect(await codeOf(using(mine).call('listProjects'))).toBe('unauthenticated');
    const { data } = await api.client.call('listOrganizationTokens', { params: { organization_id } });
    expect(data[0]).toMatchObject({ id: also.id, user: { email: person.email } });
    await api.client.call('revokeOrganizationToken', { params: { organization_id, token_id: also.id } });
    expect(await codeOf(using(also).call('listProjects'))).toBe('unauthenticated');
    expect(await codeOf(carl.call('revokeMyToken', { params: { token_id: also.id } }))).toBe('not_found');
  });

  test('is refused once it has expired', async () => {
    const token = await create({ expires_at: new Date(Date.now() + 60_000).toISOString() });
    await using(token).call('listProjects');
    await api.database.pool.query('update api_token set expires_at = now() where id = $1', [token.id]);
    expect(await codeOf(using(token).call('listProjects'))).toBe('unauthenticated');
  });

  test('remembers when it was used, at most once a minute however many use it', async () => {
    const token = await create();
    const lastUse = async () => {
      const { rows } = await api.database.pool.query('select last_used_at, xmin from api_token where id = $1', [
        token.id,
      ]);
      return rows[0];
    };
    const client = using(token);
    await Promise.all(Array.from({ length: 8 }, () => client.call('listProjects')));
    const first = await lastUse();
    expect(Date.now() - first.last_used_at.getTime()).toBeLessThan(10_000);
    await client.call('listProjects');
    expect(await lastUse()).toEqual(first);
    await api.database.pool.query(
      `update api_token set last_used_at = last_used_at - interval '61 seconds' where id = $1`,
      [token.id],
    );
    await client.call('listProjects');
    expect((await lastUse()).last_used_at.getTime()).toBeGreaterThanOrEqual(first.last_used_at.getTime());
  });

  test('is named by what was done with it', async () => {
    const token = await create({ access: 'admin' });
    const team = { params: { organization_id }, body: { name: 'By a robot' } };
    await using(token).call('createTeam', team);
    const query = { action: 'team.created' } as const;
    const { data } = await api.client.call('listAuditLog', { params: { organization_id }, query });
    expect(data[0]).toMatchObject({ token_id: token.id, actor: { email: 'owner@example.com' } });
  });
});
