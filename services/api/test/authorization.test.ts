import { ApiError } from '@railguard/client/api-error';
import type { Client } from '@railguard/client/client';
import { isAtLeast } from '@railguard/contract/role';
import { needsBody, type RouteDefinition } from '@railguard/contract/route';
import { type OperationId, ROUTES } from '@railguard/contract/routes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { type Caller, createCallers, createNobodies } from './callers.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { SAMPLES, type Sample, type World } from './route-samples.ts';
import { createWorld } from './world.ts';

/** What became of a call: `done`, or the code of its refusal. */
type Fate = string;

const guarded = (ROUTES as readonly RouteDefinition[]).filter((route) => route.auth !== 'public');
const sampleOf = (route: RouteDefinition): Sample => SAMPLES[route.operationId] ?? {};

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let world: World;
let callers: Caller[];
let nobodies: { name: string; client: Client }[];

beforeAll(async () => {
  api = await startApiWithOwner();
  world = await createWorld(api);
  callers = await createCallers(api);
  nobodies = await createNobodies(api);
});
afterAll(() => api.stop());

/** The law, in one place: what `auth` and `role` of a definition mean for somebody. */
function lawOf(route: RouteDefinition, caller: Caller): Fate {
  if (route.auth === 'session' && caller.hasToken) return 'session_required';
  if (route.role === 'instance_admin') return caller.isInstanceAdmin ? 'done' : 'forbidden';
  const { role: least, outsiders } = route.role
    ? { role: route.role, outsiders: 'not_found' }
    : (sampleOf(route).byBody ?? {});
  if (least) {
    const role = /:(project|issue)_id/.test(route.path) ? caller.roleInProject : caller.role;
    if (!role) return outsiders!;
    return isAtLeast(role, least) ? 'done' : 'forbidden';
  }
  // One's own things are named by a parameter, and those of the sample are the instance admin's.
  return route.params && !caller.isInstanceAdmin ? 'not_found' : 'done';
}

const mayDo = (route: RouteDefinition) => callers.filter((caller) => lawOf(route, caller) === 'done');
const mayNot = (route: RouteDefinition) => callers.filter((caller) => lawOf(route, caller) !== 'done');

async function fateOf(route: RouteDefinition, client: Client, caller?: Caller): Promise<Fate> {
  const { body, query, fresh } = sampleOf(route);
  const made = caller && fresh ? await fresh(world, caller) : {};
  const known = { ...world.ids, ...made.params };
  const names = Object.keys(route.params?.properties ?? {});
  const input = {
    params: Object.fromEntries(names.map((name) => [name, known[name]])),
    query: made.query ?? (typeof query === 'function' ? query(world) : query),
    body: made.body ?? (typeof body === 'function' ? body(world) : body),
  };
  return client.call(route.operationId as OperationId, input as never).then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ApiError) return error.code;
      throw error;
    },
  );
}

async function fatesOf(callers: { name: string }[], fate: (place: number) => Promise<Fate>) {
  const fates = await Promise.all(callers.map((_, place) => fate(place)));
  return Object.fromEntries(callers.map(({ name }, place) => [name, fates[place]]));
}

const expectedOf = (route: RouteDefinition, callers: Caller[]) =>
  Object.fromEntries(callers.map((caller) => [caller.name, lawOf(route, caller)]));

describe('every operation has what it is tried with in route-samples.ts', () => {
  test.each(guarded)('$operationId', (route) => {
    const { body, query, fresh, onlyRefusals } = sampleOf(route);
    const name = `${route.operationId} in services/api/test/route-samples.ts`;
    if (route.body && needsBody(route.body) && !body && !fresh) expect.fail(`write a body for ${name}`);
    if (route.query?.required?.length && !query && !fresh) expect.fail(`write a query for ${name}`);
    if (route.method === 'DELETE' && !fresh && !onlyRefusals) {
      expect.fail(`write what makes a fresh thing to delete for ${name}`);
    }
    for (const parameter of Object.keys(route.params?.properties ?? {})) {
      if (!world.ids[parameter]) expect.fail(`write an id for ${parameter} in services/api/test/world.ts`);
    }
  });
});

describe('those who may not are refused', () => {
  let before: unknown;
  beforeAll(async () => {
    before = await stateOf(world);
  });

  test.each(guarded)('$operationId', async (route) => {
    expect(await fatesOf(nobodies, (place) => fateOf(route, nobodies[place]!.client))).toEqual(
      Object.fromEntries(nobodies.map(({ name }) => [name, 'unauthenticated'])),
    );
    const refused = mayNot(route);
    expect(await fatesOf(refused, (place) => fateOf(route, refused[place]!.client))).toEqual(
      expectedOf(route, refused),
    );
  });

  test('and nothing was changed by any of it', async () => {
    expect(await stateOf(world)).toEqual(before);
  });
});

test('whose role is too little is told which it would take, and which it is', async () => {
  const viewer = callers.find((caller) => caller.role === 'viewer' && !caller.hasToken)!.client;
  const change = viewer.call('updateProject', {
    params: { project_id: world.ids.project_id! },
    body: { name: 'Mine' },
  });
  expect((await problemOf(change)).detail).toBe('This needs the role admin; you are here as viewer.');
});

describe('from another organisation', () => {
  test('lists hold nothing of this one', async () => {
    const stranger = callers.find(({ name }) => name === 'owner elsewhere')!.client;
    expect((await stranger.call('listProjects')).data).toEqual([]);
    expect((await stranger.call('listOrganizations')).data).toMatchObject([{ slug: 'elsewhere' }]);
  });

  test('its parts are not reached through what is one’s own', async () => {
    const stranger = callers.find(({ name }) => name === 'owner elsewhere')!.client;
    const [home] = (await stranger.call('listOrganizations')).data;
    const mine = await stranger.call('createProject', { body: { name: 'Mine' } });
    const through = { ...world.ids, project_id: mine.id, organization_id: home!.id } as never;
    expect(await codeOf(stranger.call('getEvent', { params: through }))).toBe('not_found');
    expect(await codeOf(stranger.call('deleteProjectKey', { params: through }))).toBe('not_found');
    const parts = [
      'getTeam',
      'addTeamMember',
      'addTeamProject',
      'removeMember',
      'withdrawInvitation',
      'deleteSavedView',
      'setDefaultView',
    ] as const;
    for (const part of [...parts, 'revokeOrganizationToken'] as const) {
      expect([part, await codeOf(stranger.call(part, { params: through }))]).toEqual([part, 'not_found']);
    }
    const theirs = { ...world.ids, project_id: mine.id } as never;
    expect(await codeOf(stranger.call('addTeamProject', { params: theirs }))).toBe('not_found');
  });
});

describe('those who may are answered', () => {
  test.each(guarded.filter((route) => !sampleOf(route).onlyRefusals))('$operationId', async (route) => {
    const fates: Record<string, Fate> = {};
    for (const caller of mayDo(route)) fates[caller.name] = await fateOf(route, caller.client, caller);
    expect(fates).toEqual(expectedOf(route, mayDo(route)));
  });
});

/** What those who may not would like to change. */
async function stateOf({ database }: World) {
  const tables = [
    'organization',
    'membership',
    'team',
    'team_member',
    'team_project',
    'invitation',
    'project',
    'project_key',
    'issue',
    'issue_comment',
    'saved_view',
    'default_view',
    'audit_log',
  ];
  const contents = tables.map((table) => database.pool.query(`select * from ${table} order by ${table}::text`));
  const tokens = database.pool.query('select id, name, access, expires_at from api_token order by id');
  return (await Promise.all([...contents, tokens])).map(({ rows }) => rows);
}
