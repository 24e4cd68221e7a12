import type { Client } from '@railguard/client/client';
import type { Role } from '@railguard/contract/role';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
/** A new organisation for each test, owned by the instance admin. */
let organization_id: string;
let count = 0;
beforeAll(async () => {
  api = await startApiWithOwner();
});
afterAll(() => api.stop());
beforeEach(async () => {
  count += 1;
  organization_id = (await api.client.call('createOrganization', { body: { name: `Number ${count}` } })).id;
});

const join = (name: string, role: Role) => {
  const person = { email: `${name}@number-${count}.example`, role, organizationId: organization_id };
  return seedClient(api.url, api.database, person);
};
const setRole = (client: Client, user_id: string, role: Role) =>
  client.call('updateMember', { params: { organization_id, user_id }, body: { role } });
const remove = (client: Client, user_id: string) =>
  client.call('removeMember', { params: { organization_id, user_id } });
const members = async () => (await api.client.call('listMembers', { params: { organization_id } })).data;

describe('the members of an organisation', () => {
  test('are listed by address with role, teams, last sign-in and second factor, a page at a time', async () => {
    const ann = await join('ann', 'viewer');
    await api.database.pool.query(
      `insert into totp (user_id, sealed_secret, activated_at) values ($1, 'sealed', now())`,
      [ann.user.id],
    );
    await join('Bob', 'member');
    const team = await api.client.call('createTeam', { params: { organization_id }, body: { name: 'Checkout' } });
    const params = { organization_id, team_id: team.id, user_id: ann.user.id };
    await api.client.call('addTeamMember', { params });
    const first = await ann.client.call('listMembers', { params: { organization_id }, query: { limit: 2 } });
    expect(first.data).toMatchObject([
      {
        email: ann.user.email,
        role: 'viewer',
        teams: [{ id: team.id, name: 'Checkout' }],
        last_active_at: expect.any(String),
        totp_enabled: true,
      },
      { email: expect.stringContaining('Bob'), role: 'member', teams: [], totp_enabled: false },
    ]);
    const query = { limit: 2, cursor: first.next_cursor! };
    const second = await ann.client.call('listMembers', { params: { organization_id }, query });
    expect(second).toMatchObject({ data: [{ email: 'owner@example.com', role: 'owner' }], next_cursor: null });
  });
});

describe('owners', () => {
  test('are made, changed and removed by owners alone', async () => {
    const admin = await join('admin', 'admin');
    const member = await join('member', 'member');
    const other = await join('other', 'owner');
    expect(await codeOf(setRole(admin.client, member.user.id, 'owner'))).toBe('forbidden');
    expect(await codeOf(setRole(admin.client, other.user.id, 'viewer'))).toBe('forbidden');
    expect(await codeOf(remove(admin.client, other.user.id))).toBe('forbidden');
    expect(await codeOf(setRole(admin.client, admin.user.id, 'owner'))).toBe('forbidden');
    expect(await setRole(admin.client, member.user.id, 'admin')).toMatchObject({ role: 'admin' });
    expect(await setRole(other.client, member.user.id, 'owner')).toMatchObject({ role: 'owner' });
    await remove(other.client, member.user.id);
    expect((await members()).map(({ role }) => role).sort()).toEqual(['admin', 'owner', 'owner']);
  });

  test('do not run out: the last one is neither removed nor demoted, and does not leave', async () => {
    const { id } = api.owner.user;
    const demotion = await problemOf(setRole(api.client, id, 'admin'));
    expect(demotion).toMatchObject({ code: 'conflict', detail: expect.stringContaining('needs an owner') });
    expect(await codeOf(remove(api.client, id))).toBe('conflict');
    expect(await codeOf(api.client.call('leaveOrganization', { params: { organization_id } }))).toBe('conflict');
    expect(await members()).toMatchObject([{ id, role: 'owner' }]);
  });

  test('who demote or remove one another at once leave one', async () => {
    for (const attempt of [1, 2, 3, 4]) {
      const other = await join(`other${attempt}`, 'owner');
      const mine = api.owner.user.id;
      const fates = await Promise.allSettled([
        attempt % 2 ? setRole(api.client, other.user.id, 'viewer') : remove(api.client, other.user.id),
        attempt % 2 ? setRole(other.client, mine, 'viewer') : remove(other.client, mine),
      ]);
      expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { rows } = await api.database.pool.query(
        `select user_id from membership where organization_id = $1 and role = 'owner'`,
        [organization_id],
      );
      expect(rows).toHaveLength(1);
      // As it was, for the next attempt.
      await api.database.pool.query('delete from membership where organization_id = $1', [organization_id]);
      await api.database.pool.query(
        `insert into membership (organization_id, user_id, role) values ($1, $2, 'owner')`,
        [organization_id, mine],
      );
    }
  });

  test('who leave at once leave one', async () => {
    const other = await join('other', 'owner');
    const leave = (client: Client) => client.call('leaveOrganization', { params: { organization_id } });
    const fates = await Promise.allSettled([leave(api.client), leave(other.client)]);
    expect(fates.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('whoever is no longer a member', () => {
  test('has nothing assigned, no team, no token and no invitation of theirs that is good', async () => {
    const admin = await join('admin', 'admin');
    const { user, client } = admin;
    const project = await api.client.call('createProject', { body: { name: 'Shop', organization_id } });
    await seedEvents(api.database, project.id, [{ title: 'Broken' }]);
    const [issue] = (await client.call('listIssues', { params: { project_id: project.id } })).data;
    const issueParams = { issue_id: issue!.id };
    await client.call('updateIssue', { params: issueParams, body: { assignee_id: user.id } });
    const team = await client.call('createTeam', { params: { organization_id }, body: { name: 'Checkout' } });
    await client.call('addTeamMember', { params: { organization_id, team_id: team.id, user_id: user.id } });
    const { token } = await client.call('createMyToken', { body: { name: 'CI', organization_id, access: 'read' } });
    const guest = { email: `${user.email}.again`, role: 'admin' } as const;
    const { url } = await client.call('createInvitation', { params: { organization_id }, body: guest });

    await remove(api.client, user.id);
    expect(await codeOf(client.call('getIssue', { params: issueParams }))).toBe('not_found');
    expect((await api.client.call('getIssue', { params: issueParams })).assignee).toBeNull();
    const teamParams = { organization_id, team_id: team.id };
    expect(await api.client.call('getTeam', { params: teamParams })).toMatchObject({ member_count: 0 });
    const answer = await fetch(`${api.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
    const link = { token: url.split('/').at(-1)! };
    expect(await codeOf(api.client.call('getInvitation', { params: link }))).toBe('not_found');
  });

  test('may have left by themselves, whatever their role, and keeps what is elsewhere', async () => {
    const viewer = await join('viewer', 'viewer');
    const elsewhere = await api.client.call('createOrganization', { body: { name: 'Elsewhere' } });
    await api.database.pool.query(`insert into membership (organization_id, user_id, role) values ($1, $2, 'viewer')`, [
      elsewhere.id,
      viewer.user.id,
    ]);
    await viewer.client.call('leaveOrganization', { params: { organization_id } });
    const { data } = await viewer.client.call('listOrganizations');
    expect(data.map(({ id }) => id)).toEqual([elsewhere.id]);
    expect(await codeOf(remove(api.client, viewer.user.id))).toBe('not_found');
  });

  test('or no longer an admin has no invitation left that they may not send any more', async () => {
    const owner = await join('second', 'owner');
    const invite = (email: string, role: Role) =>
      owner.client.call('createInvitation', { params: { organization_id }, body: { email, role } });
    await invite('a@example.com', 'owner');
    await invite('b@example.com', 'admin');
    const invited = async () => {
      const { data } = await api.client.call('listInvitations', { params: { organization_id } });
      return data.map(({ email }) => email);
    };
    await setRole(api.client, owner.user.id, 'admin');
    expect(await invited()).toEqual(['b@example.com']);
    await setRole(api.client, owner.user.id, 'member');
    expect(await invited()).toEqual([]);
  });
});
