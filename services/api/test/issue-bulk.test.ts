import type { Client } from '@railguard/client/client';
import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { newUuid } from '@railguard/protocol/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { problemOf } from './problem-of.ts';
import { seedClient, seedEvents, seedOrganization } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let projectId: string;
let foreignIssue: string;
let ids: string[];

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  const organizationId = await seedOrganization(api.database, 'strangers');
  const person = { email: 'stranger@example.com', role: 'owner', organizationId } as const;
  const stranger = (await seedClient(api.url, api.database, person)).client;
  const theirs = await stranger.call('createProject', { body: { name: 'Theirs' } });
  await seedEvents(api.database, theirs.id, [{ title: 'Foreign' }]);
  foreignIssue = (await stranger.call('listIssues', { params: { project_id: theirs.id } })).data[0]!.id;
});
afterAll(() => api.stop());

/** A project of its own, with three issues of one, two and three events. */
beforeEach(async () => {
  projectId = (await client.call('createProject', { body: { name: `Shop ${newUuid()}` } })).id;
  await seedEvents(
    api.database,
    projectId,
    ['a', 'b', 'b', 'c', 'c', 'c'].map((title) => ({ title })),
  );
  ids = (await issues()).map(({ id }) => id);
});

const issues = async () => {
  const { data } = await client.call('listIssues', { params: { project_id: projectId } });
  return data.toSorted((a, b) => a.event_count - b.event_count);
};
const bulk = (body: BodyOf<RouteOf<'bulkIssues'>>) =>
  client.call('bulkIssues', { params: { organization_id: api.owner.project.organization_id }, body });

describe('a change says how it is taken back', () => {
  const takeBack = async (undo: { issue_ids: string[]; change: object }[] = []) => {
    for (const { issue_ids, change } of undo) await bulk({ issue_ids, change });
  };

  test('to in what each was resolved, until when it was ignored, since when it was regressed, and whose it was', async () => {
    const [resolved, ignored, regressed] = ids as [string, string, string];
    const params = { organization_id: api.owner.project.organization_id };
    const team = await client.call('createTeam', { params, body: { name: `Team ${newUuid()}` } });
    await bulk({
      issue_ids: [resolved],
      change: { status: 'resolved', resolution: { in_release: 'shop@1.4.2' }, team_id: team.id },
    });
    const ignore = { for_events: 100, within_minutes: 60 };
    await bulk({ issue_ids: [ignored], change: { status: 'ignored', ignore, assignee_id: api.owner.user.id } });
    await bulk({ issue_ids: [regressed], change: { status: 'resolved' } });
    await seedEvents(api.database, projectId, [{ title: 'c' }]);
    const before = await issues();
    expect(before[2]).toMatchObject({ status: 'unresolved', is_regressed: true });

    const filter = { project_ids: [projectId] };
    const { undo } = await bulk({ filter, change: { status: 'resolved', assignee_id: null, team_id: null } });
    expect(undo).toHaveLength(3);
    expect((await issues()).map(({ status }) => status)).toEqual(['resolved', 'resolved', 'resolved']);
    await takeBack(undo);
    expect(await issues()).toEqual(before);
  });

  test('to how many events it was still ignored for', async () => {
    const one = { issue_ids: [ids[2]!] };
    await bulk({ ...one, change: { status: 'ignored', ignore: { for_events: 100 } } });
    await seedEvents(api.database, projectId, [{ title: 'c' }, { title: 'c' }]);
    await takeBack((await bulk({ ...one, change: { status: 'resolved' } })).undo);
    expect((await issues())[2]).toMatchObject({ status: 'ignored', ignore: { for_events: 98 } });
  });

  test('once for all that were alike, and only what was changed', async () => {
    const change = { assignee_id: api.owner.user.id };
    const { undo } = await bulk({ issue_ids: ids, change });
    expect(undo).toEqual([{ issue_ids: expect.any(Array), change: { assignee_id: null, team_id: null } }]);
    expect(undo![0]!.issue_ids.toSorted()).toEqual(ids.toSorted());
  });
});

describe('many issues', () => {
  test('are changed, and what cannot be is listed', async () => {
    const unknown = newUuid();
    const change = { status: 'ignored', ignore: { for_users: 3 }, assignee_id: api.owner.user.id } as const;
    const result = await bulk({ issue_ids: [ids[0]!, unknown, foreignIssue, ids[1]!, ids[0]!], change });
    expect(result).toMatchObject({ changed: 2, has_more: false });
    expect(result.failed.map(({ issue_id, code }) => [issue_id, code]).sort()).toEqual(
      [
        [unknown, 'not_found'],
        [foreignIssue, 'not_found'],
      ].sort(),
    );
    expect((await issues()).map(({ status }) => status)).toEqual(['ignored', 'ignored', 'unresolved']);
    expect((await issues())[0]).toMatchObject({ ignore: { for_users: 3 }, assignee: { id: api.owner.user.id } });
  });

  test('are changed by what they have in common', async () => {
    await bulk({ issue_ids: [ids[0]!], change: { status: 'ignored' } });
    const filter = { project_ids: [projectId], status: 'unresolved' as const };
    expect(await bulk({ filter, change: { status: 'resolved' } })).toMatchObject({
      changed: 2,
      failed: [],
      has_more: false,
    });
    expect((await issues()).map(({ status }) => status)).toEqual(['ignored', 'resolved', 'resolved']);
  });

  test('are changed by a search for them', async () => {
    const filter = { project_ids: [projectId], query: 'timesSeen:>1' };
    expect(await bulk({ filter, change: { status: 'resolved' } })).toMatchObject({ changed: 2, failed: [] });
    expect((await issues()).map(({ status }) => status)).toEqual(['unresolved', 'resolved', 'resolved']);
    const mistake = await problemOf(bulk({ filter: { ...filter, query: 'level:eror' }, delete: true }));
    expect(mistake.code).toBe('invalid_request');
  });

  test('are changed chunk by chunk', async () => {
    const titles = Array.from({ length: 250 }, (_, place) => ({ title: `issue ${place}` }));
    await seedEvents(api.database, projectId, titles);
    const filter = { project_ids: [projectId] };
    expect(await bulk({ filter, change: { status: 'resolved' } })).toMatchObject({ changed: 253, failed: [] });
  });

  test('are deleted', async () => {
    expect(await bulk({ issue_ids: [ids[0]!, ids[2]!, newUuid()], delete: true })).toMatchObject({
      changed: 2,
      failed: [{ code: 'not_found' }],
    });
    expect((await issues()).map(({ id }) => id)).toEqual([ids[1]]);
  });

  test('are merged into the one with the most events, as a whole or not at all', async () => {
    expect(await bulk({ issue_ids: [...ids, foreignIssue], merge: true })).toMatchObject({
      changed: 0,
      failed: [{ issue_id: foreignIssue, code: 'not_found' }],
    });
    expect(await bulk({ issue_ids: ids, merge: true })).toMatchObject({ changed: 3, failed: [] });
    expect(await issues()).toMatchObject([{ id: ids[2], title: 'c', event_count: 6 }]);
  });

  test('of two projects are not merged', async () => {
    const other = await client.call('createProject', { body: { name: `Other ${newUuid()}` } });
    await seedEvents(api.database, other.id, [{ title: 'elsewhere' }]);
    const { data } = await client.call('listIssues', { params: { project_id: other.id } });
    expect(await bulk({ issue_ids: [ids[2]!, data[0]!.id], merge: true })).toMatchObject({
      changed: 0,
      failed: [{ issue_id: data[0]!.id, code: 'conflict' }],
    });
  });
});

test.each([
  [{ change: { status: 'resolved' } }, ''],
  [{ issue_ids: [newUuid()] }, ''],
  [{ issue_ids: [newUuid()], delete: true, merge: true }, ''],
  [{ filter: { project_ids: [newUuid()] }, merge: true }, '/merge'],
  [{ issue_ids: [newUuid()], change: {} }, '/change'],
  [{ issue_ids: [newUuid()], change: { resolution: 'now' } }, '/change/resolution'],
  [{ issue_ids: [newUuid()], change: { assignee_id: newUuid() } }, '/change/assignee_id'],
  [{ issue_ids: ['x'], delete: true }, '/issue_ids/0'],
])('%j is refused at %j', async (body, pointer) => {
  const problem = await problemOf(bulk(body as never));
  expect(problem.code).toBe('invalid_request');
  expect(problem.errors!.map((error) => error.pointer)).toContain(pointer);
});
