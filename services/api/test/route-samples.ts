import { type Client, createClient } from '@railguard/client/client';
import type { Problem } from '@railguard/contract/problem';
import type { Role } from '@railguard/contract/role';
import { newUuid } from '@railguard/protocol/ids';
import type { Database } from '@railguard/store/database';
import { OWNER } from './api.ts';
import type { Caller } from './callers.ts';
import { seedEvents, seedOrganization } from './seed.ts';

/** Where operations are tried: an organisation with one of everything. */
export interface World {
  database: Database;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** The instance admin, who owns the organisation. */
  owner: Client;
  /** What each path parameter is where the operation has no fresh thing; all of it is the organisation's or the owner's. */
  ids: Record<string, string>;
}

interface Input {
  params?: Record<string, string>;
  query?: object;
  body?: object;
}

/** What an operation is tried with. */
export interface Sample {
  /** A body that is good, so that nothing but the law can refuse it. A function where no two may be alike. */
  body?: object | ((world: World) => object);
  query?: object | ((world: World) => object);
  /** For what works once: makes a thing for this caller to do it to. Every DELETE has one. */
  fresh?: (world: World, caller: Caller) => Promise<Input>;
  /** The least role, where the organisation is named by the body and not by the path; `outsiders` is their refusal. */
  byBody?: { role: Role; outsiders: Problem['code'] };
  /** Why it is not tried by those who may: then only the refusals are. */
  onlyRefusals?: string;
}

let count = 0;
function unique(word: string): string {
  count += 1;
  return `${word}-${count}`;
}

const here = ({ ids }: World) => ({ organization_id: ids.organization_id! });

/** By operationId. A read without required parameters of its own needs none. */
export const SAMPLES: Record<string, Sample> = {
  createProject: {
    body: (world) => ({ name: 'Mine', ...here(world) }),
    byBody: { role: 'admin', outsiders: 'invalid_request' },
  },
  updateProject: { body: { name: 'Mine' } },
  deleteProject: {
    fresh: async (world) => {
      const project = await world.owner.call('createProject', { body: { name: unique('Doomed'), ...here(world) } });
      return { params: { project_id: project.id }, query: { confirm: project.slug } };
    },
  },
  createProjectKey: { body: { label: 'Mine' } },
  updateProjectKey: { body: { label: 'Mine' } },
  deleteProjectKey: {
    fresh: async ({ owner, ids }) => {
      const key = await owner.call('createProjectKey', { params: { project_id: ids.project_id! }, body: {} });
      return { params: { key_id: key.id } };
    },
  },
  createAlertRule: {
    body: { name: 'Mine', triggers: [{ occasion: 'new_issue' }], recipients: [{ kind: 'project' }] },
  },
  previewAlertRule: {
    body: { name: 'Mine', triggers: [{ occasion: 'new_issue' }], recipients: [{ kind: 'project' }] },
  },
  updateAlertRule: { body: { name: 'Mine' } },
  deleteAlertRule: { fresh: async (world) => ({ params: { rule_id: await newRule(world) } }) },
  updateMyAlertPreferences: { body: { is_paused: false } },
  updateMyProjectAlerts: { body: { occasions: null } },
  updateIssue: { body: { status: 'ignored' } },
  deleteIssue: { fresh: async (world) => ({ params: { issue_id: await newIssue(world) } }) },
  bulkIssues: { body: { issue_ids: [newUuid()], change: { status: 'ignored' } } },
  createIssueComment: { body: { text: 'Mine' } },
  updateIssueComment: { body: { text: 'Mine' }, fresh: async (world, caller) => newComment(world, caller) },
  deleteIssueComment: { fresh: async (world, caller) => newComment(world, caller) },
  mergeIssues: {
    body: { issue_ids: [newUuid()] },
    fresh: async (world) => ({ body: { issue_ids: [await newIssue(world)] } }),
  },
  unmergeIssues: {
    body: { issue_ids: [newUuid()] },
    fresh: async (world) => {
      const body = { issue_ids: [await newIssue(world)] };
      await world.owner.call('mergeIssues', { params: { issue_id: world.ids.issue_id! }, body });
      return { body };
    },
  },

  createOrganization: { body: () => ({ name: unique('Organisation') }) },
  updateOrganization: { body: { name: 'Renamed' } },
  deleteOrganization: {
    fresh: async (world, caller) => {
      const { id, slug } = await newOrganization(world, caller);
      return { params: { organization_id: id }, query: { confirm: slug } };
    },
  },
  leaveOrganization: {
    fresh: async (world, caller) => ({ params: { organization_id: (await newOrganization(world, caller)).id } }),
  },
  updateMember: {
    body: { role: 'viewer' },
    fresh: async (world) => ({ params: { user_id: await newMember(world) } }),
  },
  removeMember: { fresh: async (world) => ({ params: { user_id: await newMember(world) } }) },
  createTeam: { body: () => ({ name: unique('Team') }) },
  updateTeam: { body: () => ({ name: unique('Team') }) },
  deleteTeam: { fresh: async (world) => ({ params: { team_id: await newTeam(world) } }) },
  removeTeamMember: {
    fresh: async (world) => {
      const params = { ...here(world), team_id: await newTeam(world), user_id: world.ids.user_id! };
      await world.owner.call('addTeamMember', { params });
      return { params };
    },
  },
  removeTeamProject: {
    fresh: async (world) => {
      const params = { ...here(world), team_id: await newTeam(world), project_id: world.ids.project_id! };
      await world.owner.call('addTeamProject', { params });
      return { params };
    },
  },
  createSavedView: { body: { name: 'Mine', query: 'is:unresolved' } },
  updateSavedView: { body: { name: 'Mine' }, fresh: async (world, caller) => newView(world, caller) },
  deleteSavedView: { fresh: async (world, caller) => newView(world, caller) },
  unsetDefaultView: { fresh: async (world, caller) => newView(world, caller) },
  createInvitation: { body: () => ({ email: `${unique('guest')}@example.com`, role: 'member' }) },
  withdrawInvitation: {
    fresh: async (world) => {
      const body = { email: `${unique('guest')}@example.com`, role: 'member' } as const;
      const { id } = await world.owner.call('createInvitation', { params: here(world), body });
      return { params: { invitation_id: id } };
    },
  },
  createMyToken: {
    body: (world) => ({ name: 'Mine', access: 'read', ...here(world) }),
    byBody: { role: 'viewer', outsiders: 'invalid_request' },
  },
  updateMe: { body: { name: 'Somebody' } },
  changePassword: {
    body: { current_password: 'a password for tests', password: 'another for tests' },
    onlyRefusals: 'it ends the sessions that the other operations are tried with',
  },
  startTotp: { body: { current_password: 'x' }, onlyRefusals: 'it needs the password of each caller' },
  confirmTotp: { body: { code: '123456' }, onlyRefusals: 'it needs a code of each caller' },
  renewRecoveryCodes: {
    body: { current_password: 'x', code: '123456' },
    onlyRefusals: 'it needs a code of each caller',
  },
  disableTotp: { body: { current_password: 'x', code: '123456' }, onlyRefusals: 'it needs a code of each caller' },
  endMySession: { fresh: async (world) => ({ params: { session_id: await newSession(world) } }) },
  endMyOtherSessions: { onlyRefusals: 'it ends the sessions that the other operations are tried with' },
  createResetLink: { fresh: async (world) => ({ params: { user_id: await newMember(world) } }) },

  countIssues: { query: { query: 'is:unresolved' } },
  getStatsOfIssues: { query: ({ ids }) => ({ issue_id: ids.issue_id }) },
  updateProjectSettings: { body: { retention_days: 30 } },
  updateEnvironment: { body: { is_hidden: true } },
  replayDeadLetters: { body: { ids: [newUuid()] } },
  discardDeadLetters: { body: { ids: [newUuid()] } },
  sendTestMail: { body: { to: 'somebody@example.com' } },

  revokeMyToken: { fresh: async (world) => ({ params: { token_id: await newToken(world) } }) },
  revokeOrganizationToken: { fresh: async (world) => ({ params: { token_id: await newToken(world) } }) },
};

async function newIssue({ database, ids }: World): Promise<string> {
  const [eventId] = await seedEvents(database, ids.project_id!, [{ title: unique('Doomed') }]);
  const { rows } = await database.pool.query('select issue_id from event where event_id = $1', [eventId]);
  return rows[0].issue_id;
}

/** Everybody rewrites their own alone. */
async function newComment({ ids }: World, { client }: Caller): Promise<Input> {
  const params = { issue_id: ids.issue_id! };
  const { id } = await client.call('createIssueComment', { params, body: { text: unique('Doomed') } });
  return { params: { comment_id: id }, body: { text: 'Mine' } };
}

async function newView(world: World, { client }: Caller): Promise<Input> {
  const { id } = await client.call('createSavedView', { params: here(world), body: { name: 'Mine', query: '' } });
  return { params: { view_id: id }, body: { name: 'Ours' } };
}

/** One that the caller has their role in, and that has another owner besides. */
async function newOrganization({ database }: World, caller: Caller): Promise<{ id: string; slug: string }> {
  const slug = unique('doomed');
  const id = await seedOrganization(database, slug);
  await database.pool.query(
    `insert into membership (organization_id, user_id, role) values ($1, $2, $3), ($1, $4, 'owner')`,
    [id, caller.userId, caller.role, await insertPerson(database)],
  );
  return { id, slug };
}

async function newMember({ database, ids }: World): Promise<string> {
  const id = await insertPerson(database);
  const row = [ids.organization_id, id];
  await database.pool.query(`insert into membership (organization_id, user_id, role) values ($1, $2, 'member')`, row);
  return id;
}

/** Nobody signs in as them, so they need no password that works. */
async function insertPerson(database: Database): Promise<string> {
  const id = newUuid();
  await database.pool.query(`insert into user_account (id, email, password_hash) values ($1, $2, 'none')`, [
    id,
    `${unique('person')}@example.com`,
  ]);
  return id;
}

async function newRule({ owner, ids }: World): Promise<string> {
  const params = { project_id: ids.project_id! };
  const body = {
    name: 'Doomed',
    triggers: [{ occasion: 'regression' as const }],
    recipients: [{ kind: 'assignee' as const }],
  };
  return (await owner.call('createAlertRule', { params, body })).id;
}

async function newTeam(world: World): Promise<string> {
  return (await world.owner.call('createTeam', { params: here(world), body: { name: unique('Doomed') } })).id;
}

/** Of the owner, beside the one that the operations are tried with. */
async function newSession({ url, database }: World): Promise<string> {
  await createClient({ baseUrl: url }).signIn(OWNER);
  const { rows } = await database.pool.query('select id from session order by created_at desc limit 1');
  return rows[0].id;
}

async function newToken(world: World): Promise<string> {
  const body = { name: 'Doomed', access: 'read', ...here(world) } as const;
  return (await world.owner.call('createMyToken', { body })).id;
}
