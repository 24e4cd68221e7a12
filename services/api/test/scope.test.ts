import { type Client, createClient } from '@railguard/client/client';
import type { RouteDefinition } from '@railguard/contract/route';
import { type OperationId, ROUTES } from '@railguard/contract/routes';
import { newUuid } from '@railguard/protocol/ids';
import { noteEnvironments } from '@railguard/store/environments';
import { queueMail } from '@railguard/store/mails';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';
import { seedClient, seedEvents, seedOrganization, seedUser } from './seed.ts';

const guarded = (ROUTES as readonly RouteDefinition[]).filter((route) => route.auth !== 'public');
const isOfInstance = (route: RouteDefinition) => route.role === 'instance_admin';
const scoped = guarded.filter((route) => route.params && !isOfInstance(route));

/** What each path parameter is, in the organisation under attack. */
let ids: Record<string, string>;
/** Queries without which an operation refuses everybody. */
let queries: Record<string, object>;
let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let stranger: Client;

beforeAll(async () => {
  api = await startApiWithOwner();
  const { project, key } = api.owner;
  const [event_id] = await seedEvents(api.database, project.id, [{ title: 'Private' }]);
  const { data } = await api.client.call('listIssues', { params: { project_id: project.id } });
  await noteEnvironments(api.database, [{ projectId: project.id, name: 'production', at: Date.now() }]);
  ids = {
    project_id: project.id,
    key_id: key.id,
    issue_id: data[0]!.id,
    event_id: event_id!,
    organization_id: project.organization_id,
    environment: 'production',
  };
  queries = { deleteProject: { confirm: project.slug } };
  ids.user_id = (
    await seedUser(api.database, { email: 'm@example.com', role: 'member', organizationId: project.organization_id })
  ).id;
  const other = await createClient({ baseUrl: api.url }).signIn(OWNER);
  ids.session_id = decodeJwt(other.access_token).sid as string;
  ids.mail_id = await queueMail(api.database.kysely, { to: 'ann@example.com', subject: 'Private', text: 'Private' });
  const organizationId = await seedOrganization(api.database, 'strangers');
  const person = { email: 'stranger@example.com', role: 'owner', organizationId } as const;
  stranger = (await seedClient(api.url, api.database, person)).client;
});
afterAll(() => api.stop());

/** Bodies that would be good, so that nothing but the scope can refuse them. A new operation with a body needs one. */
const BODIES: Record<string, object> = {
  createProject: { name: 'Mine' },
  updateProject: { name: 'Mine' },
  createProjectKey: { label: 'Mine' },
  updateProjectKey: { label: 'Mine' },
  updateProjectSettings: { scrub: { safe_keys: ['mine'] } },
  updateEnvironment: { is_hidden: true },
  updateIssue: { status: 'ignored' },
  replayDeadLetters: { ids: [newUuid()] },
  discardDeadLetters: { ids: [newUuid()] },
  sendTestMail: { to: 'somebody@example.com' },
  updateMe: { name: 'Me' },
  changePassword: { current_password: OWNER.password, password: 'another of ten letters' },
  startTotp: { current_password: OWNER.password },
  confirmTotp: { code: '123456' },
  renewRecoveryCodes: { current_password: OWNER.password },
  disableTotp: { current_password: OWNER.password, code: '123456' },
};

function call(client: Client, route: RouteDefinition): Promise<unknown> {
  if (route.body && !BODIES[route.operationId]) throw new Error(`no body to try ${route.operationId} with`);
  const names = Object.keys(route.params?.properties ?? {});
  for (const name of names) if (!ids[name]) throw new Error(`no ${name} to try ${route.operationId} with`);
  const params = Object.fromEntries(names.map((name) => [name, ids[name]]));
  const { operationId } = route;
  return client.call(
    operationId as OperationId,
    {
      params,
      query: queries[operationId],
      body: BODIES[operationId],
    } as never,
  );
}

describe('without a token', () => {
  test.each(guarded)('$operationId is answered 401', async (route) => {
    expect(await codeOf(call(createClient({ baseUrl: api.url }), route))).toBe('unauthenticated');
  });
});

describe('from another organisation', () => {
  test.each(scoped)('$operationId is answered 404', async (route) => {
    expect(await codeOf(call(stranger, route))).toBe('not_found');
  });

  test.each(guarded.filter(isOfInstance))(
    '$operationId is answered 403, being the whole installation’s',
    async (route) => {
      expect(await codeOf(call(stranger, route))).toBe('forbidden');
    },
  );

  test('lists hold nothing of this one', async () => {
    expect((await stranger.call('listProjects')).data).toEqual([]);
  });

  test("a project's parts are not reached through one's own project", async () => {
    const mine = await stranger.call('createProject', { body: { name: 'Mine' } });
    const through = { ...ids, project_id: mine.id };
    expect(await codeOf(stranger.call('getEvent', { params: through as never }))).toBe('not_found');
    expect(await codeOf(stranger.call('deleteProjectKey', { params: through as never }))).toBe('not_found');
    const into = { body: { name: 'Theirs', organization_id: api.owner.project.organization_id } };
    expect(await codeOf(stranger.call('createProject', into))).toBe('invalid_request');
  });

  test('nothing was changed by any of it', async () => {
    const project = await api.client.call('getProject', { params: { project_id: ids.project_id! } });
    expect(project).toMatchObject({ name: api.owner.project.name, keys: [{ id: ids.key_id, label: 'Default' }] });
    const issue = await api.client.call('getIssue', { params: { issue_id: ids.issue_id! } });
    expect(issue.status).toBe('unresolved');
  });
});

describe('with a role in the organisation', () => {
  // Deleting comes last, and the project last of all, so that each thing is still there when it is tried.
  const order = ({ method, operationId }: RouteDefinition) =>
    method === 'DELETE' ? (operationId === 'deleteProject' ? 2 : 1) : 0;
  test.each([...scoped, ...guarded.filter(isOfInstance)].toSorted((a, b) => order(a) - order(b)))(
    '$operationId is answered to the owner',
    async (route) => {
      await call(api.client, route);
    },
  );
});
