import { type Client, createClient } from '@railguard/client/client';
import type { Role } from '@railguard/contract/role';
import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { startApiWithOwner } from './api.ts';
import { seedClient, seedOrganization } from './seed.ts';

/** Somebody who tries an operation, and what the law gives them. */
export interface Caller {
  name: string;
  client: Client;
  userId: string;
  /** In the organisation that everything is tried in; undefined where they are not in it. */
  role: Role | undefined;
  /** Where a path leads to the project; the same, save for tokens of some projects. */
  roleInProject: Role | undefined;
  isInstanceAdmin?: boolean;
  hasToken?: boolean;
}

type Api = Awaited<ReturnType<typeof startApiWithOwner>>;
type TokenInput = Partial<BodyOf<RouteOf<'createMyToken'>>>;

/** Every kind of caller: each role, strangers, and each kind of token. */
export async function createCallers(api: Api): Promise<Caller[]> {
  const { database, url } = api;
  const here = api.owner.project.organization_id;
  const elsewhere = await seedOrganization(database, 'elsewhere');
  const another = await api.client.call('createProject', { body: { name: 'Another', organization_id: here } });

  async function person(name: string, as: Role, organizationId = here): Promise<Caller> {
    const email = `${name.replaceAll(' ', '-')}@people.example`;
    const { client, user } = await seedClient(url, database, { email, role: as, organizationId });
    const role = organizationId === here ? as : undefined;
    return { name, client, userId: user.id, role, roleInProject: role };
  }

  /** `law` is what the token comes to, in the organisation and in the project. */
  async function token(name: string, owner: Caller, input: TokenInput, law: [Role?, Role?]): Promise<Caller> {
    const body = { name, organization_id: here, access: 'read' as const, ...input };
    const { token } = await owner.client.call('createMyToken', { body });
    const [role, roleInProject] = law;
    return { name, client: withToken(url, token), userId: owner.userId, role, roleInProject, hasToken: true };
  }

  const instanceAdmin: Caller = {
    name: 'the instance admin',
    client: api.client,
    userId: api.owner.user.id,
    role: 'owner',
    roleInProject: 'owner',
    isInstanceAdmin: true,
  };
  const foreigner = await person('owner elsewhere', 'owner', elsewhere);
  const loner = await person('in no organisation', 'viewer', elsewhere);
  await database.pool.query('delete from membership where user_id = $1', [loner.userId]);
  const demoted = await person('demoted', 'admin');
  const demotedToken = await token('an admin token of a viewer', demoted, { access: 'admin' }, ['viewer', 'viewer']);
  const params = { organization_id: here, user_id: demoted.userId };
  await api.client.call('updateMember', { params, body: { role: 'viewer' } });

  const ofProject: TokenInput = { access: 'write', project_ids: [api.owner.project.id] };
  const ofAnother: TokenInput = { access: 'admin', project_ids: [another.id] };
  const ofElsewhere: TokenInput = { access: 'admin', organization_id: elsewhere };
  return [
    instanceAdmin,
    await person('owner', 'owner'),
    await person('admin', 'admin'),
    await person('member', 'member'),
    await person('viewer', 'viewer'),
    loner,
    foreigner,
    await token('a read token', instanceAdmin, { access: 'read' }, ['viewer', 'viewer']),
    await token('a write token', instanceAdmin, { access: 'write' }, ['member', 'member']),
    await token('an admin token', instanceAdmin, { access: 'admin' }, ['admin', 'admin']),
    demotedToken,
    await token('a write token of the project', instanceAdmin, ofProject, ['viewer', 'member']),
    await token('an admin token of another project', instanceAdmin, ofAnother, ['viewer', undefined]),
    await token('an admin token elsewhere', foreigner, ofElsewhere, []),
  ];
}

/** Those who are nobody, whatever they hold. */
export async function createNobodies(api: Api): Promise<{ name: string; client: Client }[]> {
  const { database, url } = api;
  const organization_id = api.owner.project.organization_id;
  const create = (client: Client) =>
    client.call('createMyToken', { body: { name: 'Mine', organization_id, access: 'read' } });

  const expired = await create(api.client);
  await database.pool.query(`update api_token set expires_at = now() where id = $1`, [expired.id]);
  const revoked = await create(api.client);
  await api.client.call('revokeMyToken', { params: { token_id: revoked.id } });
  const gone = { email: 'gone@example.com', role: 'member', organizationId: organization_id } as const;
  const leaver = await seedClient(url, database, gone);
  const left = await create(leaver.client);
  await leaver.client.call('leaveOrganization', { params: { organization_id } });

  return [
    { name: 'without a token', client: createClient({ baseUrl: url }) },
    { name: 'with a made-up token', client: withToken(url, 'rgt_made-up') },
    { name: 'with a token that has expired', client: withToken(url, expired.token) },
    { name: 'with a token that was revoked', client: withToken(url, revoked.token) },
    { name: 'with a token of somebody who left', client: withToken(url, left.token) },
  ];
}

function withToken(baseUrl: string, accessToken: string): Client {
  return createClient({ baseUrl, tokens: { accessToken } });
}
