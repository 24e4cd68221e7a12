import { afterAll, beforeAll, expect, test } from 'vitest';
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

const create = (name: string) => api.client.call('createTeam', { params: { organization_id }, body: { name } });

test('a team has a name that no other of the organisation has, whatever the letter case', async () => {
  const team = await create('Checkout');
  expect(team).toMatchObject({ name: 'Checkout', member_count: 0, project_count: 0 });
  const taken = await problemOf(create('CHECKOUT'));
  expect(taken).toMatchObject({ code: 'conflict', errors: [{ pointer: '/name' }] });
  const other = await create('Payments');
  const rename = (name: string) =>
    api.client.call('updateTeam', { params: { organization_id, team_id: other.id }, body: { name } });
  expect(await codeOf(rename('checkout'))).toBe('conflict');
  expect(await rename('PAYMENTS')).toEqual({ ...other, name: 'PAYMENTS' });
});

test('teams are listed by name, a page at a time', async () => {
  await create('zebra');
  await create('Yak');
  const all = (await api.client.call('listTeams', { params: { organization_id } })).data.map(({ name }) => name);
  expect(all.slice(-2)).toEqual(['Yak', 'zebra']);
  const first = await api.client.call('listTeams', { params: { organization_id }, query: { limit: all.length - 1 } });
  const query = { cursor: first.next_cursor! };
  const rest = await api.client.call('listTeams', { params: { organization_id }, query });
  expect(rest).toMatchObject({ data: [{ name: 'zebra' }], next_cursor: null });
});

test('people and projects come and go, and repeating that is harmless', async () => {
  const { id: team_id } = await create('Search');
  const person = { email: 'ann@example.com', role: 'member', organizationId: organization_id } as const;
  const { user } = await seedClient(api.url, api.database, person);
  const params = { organization_id, team_id, user_id: user.id, project_id: api.owner.project.id };
  for (const _ of [1, 2]) {
    await api.client.call('addTeamMember', { params });
    await api.client.call('addTeamProject', { params });
  }
  expect(await api.client.call('getTeam', { params })).toMatchObject({ member_count: 1, project_count: 1 });
  const members = await api.client.call('listTeamMembers', { params });
  expect(members).toEqual({ data: [{ id: user.id, email: user.email, name: '' }], next_cursor: null });
  const projects = await api.client.call('listTeamProjects', { params });
  expect(projects.data).toMatchObject([{ id: params.project_id, name: 'My app' }]);

  await api.client.call('removeTeamMember', { params });
  await api.client.call('removeTeamProject', { params });
  expect(await codeOf(api.client.call('removeTeamMember', { params }))).toBe('not_found');
  expect(await codeOf(api.client.call('removeTeamProject', { params }))).toBe('not_found');
  expect(await api.client.call('getTeam', { params })).toMatchObject({ member_count: 0, project_count: 0 });
});

test('nobody and nothing of another organisation gets into a team', async () => {
  const { id: team_id } = await create('Ours');
  const elsewhere = await api.client.call('createOrganization', { body: { name: 'Elsewhere' } });
  const person = { email: 'bob@example.com', role: 'member', organizationId: elsewhere.id } as const;
  const { user } = await seedClient(api.url, api.database, person);
  const theirs = await api.client.call('createProject', { body: { name: 'T', organization_id: elsewhere.id } });
  const params = { organization_id, team_id, user_id: user.id, project_id: theirs.id };
  expect(await codeOf(api.client.call('addTeamMember', { params }))).toBe('not_found');
  expect(await codeOf(api.client.call('addTeamProject', { params }))).toBe('not_found');
  const through = { ...params, organization_id: elsewhere.id };
  expect(await codeOf(api.client.call('addTeamMember', { params: through }))).toBe('not_found');
  expect(await codeOf(api.client.call('addTeamProject', { params: through }))).toBe('not_found');
  expect(await codeOf(api.client.call('listTeamMembers', { params: through }))).toBe('not_found');
});

test('a team that is deleted leaves its people and projects', async () => {
  const { id: team_id } = await create('Short-lived');
  const params = { organization_id, team_id, user_id: api.owner.user.id, project_id: api.owner.project.id };
  await api.client.call('addTeamMember', { params });
  await api.client.call('addTeamProject', { params });
  await api.client.call('deleteTeam', { params });
  expect(await codeOf(api.client.call('getTeam', { params }))).toBe('not_found');
  expect((await api.client.call('getMe')).organizations).toHaveLength(2);
  await api.client.call('getProject', { params });
});
