import type { Client } from '@railguard/client/client';
import { MOST_SAVED_VIEWS } from '@railguard/protocol/saved-view';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';
import { seedClient, seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let admin: Client;
let member: Client;
let viewer: Client;
let params: { organization_id: string };

beforeAll(async () => {
  api = await startApiWithOwner();
  params = { organization_id: api.owner.project.organization_id };
  const signIn = async (role: 'admin' | 'member' | 'viewer') => {
    const person = { email: `${role}@example.com`, role, organizationId: params.organization_id };
    return (await seedClient(api.url, api.database, person)).client;
  };
  admin = await signIn('admin');
  member = await signIn('member');
  viewer = await signIn('viewer');
});
afterAll(() => api.stop());

const save = (client: Client, name: string, rest: object = {}) =>
  client.call('createSavedView', { params, body: { name, query: 'is:unresolved', ...rest } });
const listed = async (client: Client) => (await client.call('listSavedViews', { params })).data;
const named = async (client: Client) => (await listed(client)).map(({ name }) => name);
const at = ({ id }: { id: string }) => ({ ...params, view_id: id });
const remove = (client: Client, view: { id: string }) => client.call('deleteSavedView', { params: at(view) });

test('a personal view is its owner’s only', async () => {
  const view = await save(viewer, 'Mine', { query: 'assigned:me', sort: 'event_count' });
  expect(await listed(viewer)).toEqual([view]);
  expect(view).toMatchObject({ is_shared: false, is_default: false, can_edit: true, sort: 'event_count' });
  expect(await listed(admin)).toEqual([]);
  expect(await codeOf(remove(admin, view))).toBe('not_found');
  expect(await codeOf(api.client.call('setDefaultView', { params: at(view) }))).toBe('not_found');
  await remove(viewer, view);
});

test('a shared one is everybody’s to see, and its maker’s and admins’ to change', async () => {
  expect(await codeOf(save(viewer, 'Ours', { is_shared: true }))).toBe('forbidden');
  const view = await save(member, 'Ours', { is_shared: true });
  expect(await listed(viewer)).toMatchObject([{ id: view.id, can_edit: false }]);
  const rename = (client: Client, name: string) => client.call('updateSavedView', { params: at(view), body: { name } });
  expect(await codeOf(rename(viewer, 'Theirs'))).toBe('forbidden');
  expect(await rename(member, 'Everybody’s')).toMatchObject({ name: 'Everybody’s' });
  expect(await rename(admin, 'The team’s')).toMatchObject({ name: 'The team’s', can_edit: true });
  expect(await codeOf(remove(viewer, view))).toBe('forbidden');
  await remove(admin, view);
});

test('views are put in order, the shared ones before one’s own', async () => {
  const [b, c] = [await save(member, 'b'), await save(member, 'c')];
  await save(member, 'a', { position: 0 });
  const shared = await save(member, 'shared', { is_shared: true });
  expect(await named(member)).toEqual(['shared', 'a', 'b', 'c']);
  await member.call('updateSavedView', { params: at(c), body: { position: 1 } });
  expect(await named(member)).toEqual(['shared', 'a', 'c', 'b']);
  for (const view of [b, c, shared]) await remove(member, view);
});

test('each person has a default, and it goes with the view', async () => {
  const view = await save(member, 'Daily', { is_shared: true });
  const defaults = async (client: Client) => (await listed(client)).filter(({ is_default }) => is_default).length;
  await viewer.call('setDefaultView', { params: at(view) });
  expect([await defaults(viewer), await defaults(member)]).toEqual([1, 0]);
  await viewer.call('unsetDefaultView', { params: at(view) });
  expect(await defaults(viewer)).toBe(0);
  await viewer.call('setDefaultView', { params: at(view) });
  await remove(member, view);
  expect(await defaults(viewer)).toBe(0);
});

test('there are no more of them than can be shown', async () => {
  for (let count = 0; count < MOST_SAVED_VIEWS; count++) await save(viewer, `View ${count}`);
  expect(await codeOf(save(viewer, 'One more'))).toBe('conflict');
});

test('several searches are counted at once, and one that means nothing any more spoils none of them', async () => {
  await seedEvents(api.database, api.owner.project.id, [{ title: 'One' }, { title: 'Two' }]);
  const query = ['is:unresolved', 'is:resolved', 'One', 'level:eror', 'gone:x'];
  const { data } = await viewer.call('countIssues', { params, query: { query } });
  expect(data.map(({ issue_count }) => issue_count)).toEqual([2, 0, 1, null, null]);
});
