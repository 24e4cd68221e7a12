import { type Client, createClient } from '@railguard/client/client';
import type { Role } from '@railguard/contract/role';
import { acceptInvitationsFor } from '@railguard/store/accept-invitation';
import { findAccountByEmail } from '@railguard/store/accounts';
import { signInByOidc } from '@railguard/store/oidc-identities';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedOrganization } from './seed.ts';

const PASSWORD = 'ten letters at least';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let organization_id: string;
let nobody: Client;
beforeAll(async () => {
  api = await startApiWithOwner();
  organization_id = api.owner.project.organization_id;
  nobody = createClient({ baseUrl: api.url });
});
afterAll(() => api.stop());

const invite = (email: string, role: Role = 'member', team_ids?: string[], client = api.client) =>
  client.call('createInvitation', { params: { organization_id }, body: { email, role, team_ids } });
const tokenOf = ({ url }: { url: string }) => ({ token: url.split('/').at(-1)! });
const accept = (client: Client, invitation: { url: string }, body: object = { name: 'Ann', password: PASSWORD }) =>
  client.call('acceptInvitation', { params: tokenOf(invitation), body: { ...body, token_delivery: 'body' } });
async function mailedTo(email: string): Promise<{ url: string }> {
  const mails = 'select body_text from mail where recipient = $1 order by id desc';
  const { rows } = await api.database.pool.query(mails, [email]);
  return { url: /http\S+\/invite\/\S+/.exec(rows[0].body_text)![0] };
}
const expire = (id: string) => api.database.pool.query('update invitation set expires_at = now() where id = $1', [id]);

async function strangerWith(email: string): Promise<Client> {
  const organizationId = await seedOrganization(api.database, email.replace(/\W/g, '-'));
  return (await seedClient(api.url, api.database, { email, role: 'owner', organizationId })).client;
}

describe('an invitation', () => {
  test('is mailed with a link that is shown once and kept as a hash', async () => {
    const invitation = await invite('mailed@example.com');
    expect(invitation.url).toMatch(/^http:\/\/railguard\.example:8000\/invite\/[\w-]{43}$/);
    expect(invitation).toMatchObject({ role: 'member', is_expired: false, invited_by: { email: 'owner@example.com' } });
    const days = (Date.parse(invitation.expires_at) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 2);
    const { rows } = await api.database.pool.query(`select * from mail where recipient = 'mailed@example.com'`);
    expect(rows).toMatchObject([{ state: 'pending', subject: 'Join My organisation on Railguard' }]);
    // Whoever invites sees another link than the one that is mailed.
    expect(rows[0].body_text).not.toContain(invitation.url);
    await nobody.call('getInvitation', { params: tokenOf(await mailedTo('mailed@example.com')) });
    const { token } = tokenOf(invitation);
    const { data } = await api.client.call('listInvitations', { params: { organization_id } });
    expect(JSON.stringify(data)).not.toContain(token);
    const stored = await api.database.pool.query('select * from invitation');
    expect(JSON.stringify(stored.rows)).not.toContain(token);
  });

  test('says what it is for to whoever holds the link, and nothing about accounts', async () => {
    await strangerWith('known@example.com');
    const known = await nobody.call('getInvitation', { params: tokenOf(await invite('known@example.com', 'viewer')) });
    const unknown = await nobody.call('getInvitation', { params: tokenOf(await invite('unknown@example.com')) });
    expect(known).toEqual({
      organization_name: 'My organisation',
      email: 'known@example.com',
      role: 'viewer',
      expires_at: expect.any(String),
    });
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(await codeOf(nobody.call('getInvitation', { params: { token: 'guess' } }))).toBe('not_found');
    expect(await codeOf(nobody.call('getInvitation', { params: { token: 'a b' } }))).toBe('not_found');
  });

  test('is a conflict for a member and for an address that is invited, whatever the letter case', async () => {
    const member = await problemOf(invite('OWNER@example.com'));
    expect(member).toMatchObject({ code: 'conflict', errors: [{ pointer: '/email' }] });
    const { id } = await invite('twice@example.com');
    expect(await codeOf(invite('Twice@example.com'))).toBe('conflict');
    await expire(id);
    await invite('Twice@example.com');
  });

  test('of two for one address at once is sent once', async () => {
    const fates = await Promise.allSettled([invite('race@example.com'), invite('race@example.com')]);
    expect(fates.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rowCount } = await api.database.pool.query(`select from mail where recipient = 'race@example.com'`);
    expect(rowCount).toBe(1);
  });

  test('to be an owner is sent, and sent again, by owners alone', async () => {
    const person = { email: 'admin@example.com', role: 'admin', organizationId: organization_id } as const;
    const admin = (await seedClient(api.url, api.database, person)).client;
    expect(await codeOf(invite('a@example.com', 'owner', [], admin))).toBe('forbidden');
    await invite('a@example.com', 'admin', [], admin);
    const { id: invitation_id } = await invite('b@example.com', 'owner');
    const params = { organization_id, invitation_id };
    expect(await codeOf(admin.call('resendInvitation', { params }))).toBe('forbidden');
    await admin.call('withdrawInvitation', { params });
  });

  test('is refused where a thousand are open', async () => {
    const { id } = await api.client.call('createOrganization', { body: { name: 'Crowded' } });
    await api.database.pool.query(
      `insert into invitation (id, organization_id, email, role, token_hash, expires_at)
       select gen_random_uuid(), $1, n || '@crowd.example', 'viewer', sha256(n::text::bytea), now() + interval '1 day'
       from generate_series(1, 1000) n`,
      [id],
    );
    const one = { params: { organization_id: id }, body: { email: 'more@crowd.example', role: 'viewer' } } as const;
    const refused = await problemOf(api.client.call('createInvitation', one));
    expect(refused).toMatchObject({ code: 'conflict', detail: expect.stringContaining('withdraw') });
    await api.database.pool.query(`delete from invitation where email = '7@crowd.example'`);
    await api.client.call('createInvitation', one);
  });

  test('names teams of the organisation alone', async () => {
    const elsewhere = await api.client.call('createOrganization', { body: { name: 'Elsewhere' } });
    const params = { organization_id: elsewhere.id };
    const theirs = await api.client.call('createTeam', { params, body: { name: 'Theirs' } });
    const wrong = await problemOf(invite('c@example.com', 'member', [theirs.id]));
    expect(wrong).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/team_ids/0' }] });
  });

  test('sent again has a new link, ends the old one, and is good for a week again', async () => {
    const first = await invite('again@example.com');
    await expire(first.id);
    const params = { organization_id, invitation_id: first.id };
    const listed = await api.client.call('listInvitations', { params });
    expect(listed.data.find(({ id }) => id === first.id)).toMatchObject({ is_expired: true });
    const second = await api.client.call('resendInvitation', { params });
    expect(second).toMatchObject({ id: first.id, is_expired: false });
    expect(await codeOf(accept(nobody, first))).toBe('not_found');
    await nobody.call('getInvitation', { params: tokenOf(second) });
  });

  test('sent again ends the link that was mailed before as well', async () => {
    const { id } = await invite('mailed-again@example.com');
    const first = await mailedTo('mailed-again@example.com');
    await api.client.call('resendInvitation', { params: { organization_id, invitation_id: id } });
    expect(await codeOf(accept(nobody, first))).toBe('not_found');
    await accept(nobody, await mailedTo('mailed-again@example.com'));
  });

  test('that has expired or was withdrawn is no good', async () => {
    const expired = await invite('expired@example.com');
    await expire(expired.id);
    expect(await codeOf(nobody.call('getInvitation', { params: tokenOf(expired) }))).toBe('not_found');
    expect(await codeOf(accept(nobody, expired))).toBe('not_found');
    const withdrawn = await invite('withdrawn@example.com');
    const params = { organization_id, invitation_id: withdrawn.id };
    await api.client.call('withdrawInvitation', { params });
    expect(await codeOf(accept(nobody, withdrawn))).toBe('not_found');
    expect(await codeOf(api.client.call('withdrawInvitation', { params }))).toBe('not_found');
  });
});

describe('accepting an invitation', () => {
  test('creates the account, signs it in, and leads into the teams', async () => {
    const team = await api.client.call('createTeam', { params: { organization_id }, body: { name: 'Checkout' } });
    const invitation = await invite('ann@example.com', 'admin', [team.id, team.id]);
    expect(invitation.teams).toEqual([{ id: team.id, name: 'Checkout' }]);
    const { organization, session } = await accept(nobody, invitation);
    expect(organization).toMatchObject({ id: organization_id, role: 'admin' });
    const ann = createClient({ baseUrl: api.url });
    ann.adopt(session!);
    expect(await ann.call('getMe')).toMatchObject({ email: 'ann@example.com', name: 'Ann' });
    await createClient({ baseUrl: api.url }).signIn({ email: 'ann@example.com', password: PASSWORD });
    const params = { organization_id, team_id: team.id };
    expect((await ann.call('listTeamMembers', { params })).data).toMatchObject([{ email: 'ann@example.com' }]);
    expect(await codeOf(accept(nobody, invitation))).toBe('not_found');
  });

  test('by the link that whoever invites has seen too is a claim of the address, by the mailed one it is none', async () => {
    const signInWith = (email: string) => {
      const person = { issuer: 'https://id.example', subject: email, email, emailVerified: true, name: '' };
      return signInByOidc(api.database, person, { allowedDomains: [] });
    };
    const passwordOf = async (email: string) => (await findAccountByEmail(api.database, email))!.password_hash;
    // The inviter opens the account of somebody else, and waits for them to come.
    const { session } = await accept(nobody, await invite('victim@example.com'));
    expect(await signInWith('victim@example.com')).toMatchObject({ kind: 'signed_in' });
    const inviter = createClient({ baseUrl: api.url, tokens: { accessToken: session!.access_token } });
    expect(await codeOf(inviter.call('getMe'))).toBe('unauthenticated');
    expect(await passwordOf('victim@example.com')).toBeNull();

    await invite('guest@example.com');
    await accept(nobody, await mailedTo('guest@example.com'));
    await signInWith('guest@example.com');
    expect(await passwordOf('guest@example.com')).not.toBeNull();
  });

  test('needs a good password of somebody who has no account', async () => {
    const invitation = await invite('weak@example.com');
    const missing = await problemOf(accept(nobody, invitation, {}));
    expect(missing).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/password' }] });
    const short = await problemOf(accept(nobody, invitation, { password: 'short' }));
    expect(short).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/password' }] });
    await accept(nobody, invitation);
  });

  test('asks the person of an account that has the address to sign in first, and stays good', async () => {
    const person = await strangerWith('has-one@example.com');
    const invitation = await invite('Has-One@example.com', 'viewer');
    const conflict = await problemOf(accept(nobody, invitation));
    expect(conflict).toMatchObject({ code: 'conflict', detail: expect.stringContaining('sign in') });
    const accepted = await accept(person, invitation, {});
    expect(accepted).toMatchObject({ organization: { id: organization_id, role: 'viewer' }, session: null });
    expect((await person.call('listOrganizations')).data).toHaveLength(2);
  });

  test('by somebody who is signed in works whatever their address, and leaves a member’s role', async () => {
    const person = await strangerWith('other-address@example.com');
    expect(await accept(person, await invite('first-address@example.com', 'viewer'), {})).toMatchObject({
      organization: { role: 'viewer' },
    });
    expect(await accept(person, await invite('second-address@example.com', 'admin'), {})).toMatchObject({
      organization: { role: 'viewer' },
    });
  });

  test('is refused to API tokens and to tokens that are worth nothing', async () => {
    const invitation = await invite('robot@example.com');
    const body = { name: 'CI', organization_id, access: 'admin' } as const;
    const { token } = await api.client.call('createMyToken', { body });
    const withToken = (accessToken: string) => createClient({ baseUrl: api.url, tokens: { accessToken } });
    expect(await codeOf(accept(withToken(token), invitation))).toBe('session_required');
    expect(await codeOf(accept(withToken('made-up'), invitation))).toBe('unauthenticated');
    await accept(nobody, invitation);
  });

  test('of several at once works once', async () => {
    const invitation = await invite('contested@example.com');
    const people = [await strangerWith('x@example.com'), await strangerWith('y@example.com'), nobody];
    const fates = await Promise.allSettled(people.map((person) => accept(person, invitation)));
    expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('by an address that is proved otherwise joins every organisation that invited it', async () => {
    const elsewhere = await api.client.call('createOrganization', { body: { name: 'Second' } });
    await invite('Proved@example.com', 'viewer');
    const body = { email: 'proved@example.com', role: 'admin' } as const;
    await api.client.call('createInvitation', { params: { organization_id: elsewhere.id }, body });
    const expired = await api.client.call('createOrganization', { body: { name: 'Third' } });
    const late = await api.client.call('createInvitation', { params: { organization_id: expired.id }, body });
    await expire(late.id);
    const person = {
      email: 'proved@example.com',
      role: 'owner',
      organizationId: await seedOrganization(api.database, 'p'),
    };
    const { user, client } = await seedClient(api.url, api.database, { ...person, role: 'owner' });
    const join = () =>
      api.database.kysely
        .transaction()
        .execute((trx) => acceptInvitationsFor(trx, { userId: user.id }, 'PROVED@example.com'));
    expect((await join()).map(({ name, role }) => [name, role]).sort()).toEqual([
      ['My organisation', 'viewer'],
      ['Second', 'admin'],
    ]);
    expect(await join()).toEqual([]);
    expect((await client.call('listOrganizations')).data).toHaveLength(3);
  });
});
