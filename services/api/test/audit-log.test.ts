import type { QueryOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let organization_id: string;
let admin: Awaited<ReturnType<typeof seedClient>>;
beforeAll(async () => {
  api = await startApiWithOwner();
  ({ id: organization_id } = await api.client.call('createOrganization', { body: { name: 'Watched' } }));
  const person = { email: 'admin@example.com', role: 'admin', organizationId: organization_id } as const;
  admin = await seedClient(api.url, api.database, person);
  const params = { organization_id };
  await admin.client.call('updateOrganization', { params, body: { name: 'Seen' } });
  const team = await admin.client.call('createTeam', { params, body: { name: 'Checkout' } });
  const inTeam = { ...params, team_id: team.id, user_id: admin.user.id };
  await admin.client.call('addTeamMember', { params: inTeam });
  await admin.client.call('addTeamMember', { params: inTeam });
  await admin.client.call('deleteTeam', { params: inTeam });
  const guest = { email: 'guest@example.com', role: 'viewer' } as const;
  const { url } = await api.client.call('createInvitation', { params, body: guest });
  const body = { name: 'Guest', password: 'ten letters at least' };
  await api.client.call('getInvitation', { params: { token: url.split('/').at(-1)! } });
  await fetch(`${api.url}/api/v1/invitations/${url.split('/').at(-1)}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data } = await api.client.call('listMembers', { params });
  const joined = data.find(({ email }) => email === guest.email)!;
  const member = { ...params, user_id: joined.id };
  await api.client.call('updateMember', { params: member, body: { role: 'member' } });
  await api.client.call('updateMember', { params: member, body: { role: 'member' } });
  await api.client.call('removeMember', { params: member });
});
afterAll(() => api.stop());

type Query = QueryOf<RouteOf<'listAuditLog'>>;

const read = (query: Query = {}) => api.client.call('listAuditLog', { params: { organization_id }, query });

/** What was done above, oldest first; what changed nothing was no act. */
const ACTS = [
  ['organization.created', 'Watched', 'owner@example.com'],
  ['organization.updated', 'Seen', 'admin@example.com'],
  ['team.created', 'Checkout', 'admin@example.com'],
  ['team.member_added', 'Checkout', 'admin@example.com'],
  ['team.deleted', 'Checkout', 'admin@example.com'],
  ['invitation.created', 'guest@example.com', 'owner@example.com'],
  ['member.joined', 'guest@example.com', 'guest@example.com'],
  ['member.role_changed', 'guest@example.com', 'owner@example.com'],
  ['member.removed', 'guest@example.com', 'owner@example.com'],
];

test('holds every act with who did it, to what, and from where, newest first', async () => {
  const { data } = await read();
  expect(data.toReversed().map(({ action, target, actor }) => [action, target.name, actor.email])).toEqual(ACTS);
  expect(data[1]).toMatchObject({
    data: { from: 'viewer', to: 'member' },
    actor: { id: api.owner.user.id },
    target: { type: 'member' },
    token_id: null,
    address: expect.stringContaining('127.0.0.1'),
  });
});

test('is read a page at a time', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 2, cursor });
    seen.push(...page.data.map(({ action }) => action));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(ACTS.map(([action]) => action).toReversed());
});

test('is filtered by action, actor, kind of thing and time', async () => {
  const actions = async (query: Query) => (await read(query)).data.map(({ action }) => action);
  expect(await actions({ action: 'team.deleted' })).toEqual(['team.deleted']);
  expect(await actions({ actor_id: admin.user.id, target_type: 'organization' })).toEqual(['organization.updated']);
  expect(await actions({ target_type: 'invitation' })).toEqual(['invitation.created']);
  const all = (await read()).data;
  const { created_at } = all[2]!;
  expect(await actions({ from: created_at, to: all[0]!.created_at })).not.toContain(all[0]!.action);
  expect(await actions({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
  const wrong = await problemOf(read({ action: 'team.vanished' as never }));
  expect(wrong).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '?action' }] });
  expect(await codeOf(read({ cursor: 'bm9uZQ' }))).toBe('invalid_cursor');
});

test('keeps the address of an account that is gone', async () => {
  const { rows } = await api.database.pool.query(
    `delete from user_account where email = 'guest@example.com' returning id`,
  );
  expect(rows).toHaveLength(1);
  const { data } = await read({ action: 'member.joined' });
  expect(data).toMatchObject([{ actor: { id: null, email: 'guest@example.com' } }]);
});

test('holds nothing of another organisation', async () => {
  const { data } = await api.client.call('listAuditLog', {
    params: { organization_id: api.owner.project.organization_id },
  });
  expect(data.filter(({ target }) => target.name === 'Checkout')).toEqual([]);
});

test('of the installation tells what belongs to no organisation, and organisations that are gone', async () => {
  const gone = await api.client.call('createOrganization', { body: { name: 'Short-lived' } });
  await api.client.call('deleteOrganization', { params: { organization_id: gone.id }, query: { confirm: gone.slug } });
  const { data } = await api.client.call('listInstallationAuditLog', { query: { limit: 5 } });
  expect(data[0]).toMatchObject({
    action: 'organization.deleted',
    actor: { email: 'owner@example.com' },
    target: { id: gone.id, name: 'Short-lived' },
  });
  expect(data.filter(({ target }) => target.name === 'Checkout')).toEqual([]);
  expect(await codeOf(admin.client.call('listInstallationAuditLog'))).toBe('forbidden');
});
