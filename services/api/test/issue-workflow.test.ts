import type { Client } from '@railguard/client/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { problemOf } from './problem-of.ts';
import { seedClient, seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let projectId: string;
let params: { issue_id: string };
let round = 0;

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  projectId = api.owner.project.id;
});
afterAll(() => api.stop());

/** An issue that nothing was done with yet. */
beforeEach(async () => {
  const title = `Error ${++round}`;
  await seedEvents(api.database, projectId, [{ title }]);
  const { data } = await client.call('listIssues', { params: { project_id: projectId }, query: { query: title } });
  params = { issue_id: data.find((issue) => issue.title === title)!.id };
});

const patch = (body: object) => client.call('updateIssue', { params, body: body as never });
const seeAgain = (release?: string) =>
  seedEvents(api.database, projectId, [{ title: `Error ${round}`, ...(release ? { release } : {}) }]);
const get = () => client.call('getIssue', { params });

describe('resolving', () => {
  test.each([
    [{}, 'now'],
    [{ resolution: 'now' }, 'now'],
    [{ resolution: 'next_release' }, 'next_release'],
    [{ resolution: { in_release: 'shop@2.0.0' } }, { in_release: 'shop@2.0.0' }],
  ])('with %j is shown as %j', async (how, shown) => {
    expect(await patch({ status: 'resolved', ...how })).toMatchObject({ status: 'resolved', resolution: shown });
    expect(await patch({ status: 'unresolved' })).toMatchObject({ status: 'unresolved', resolution: null });
  });

  test('in a release means a regression in later ones only', async () => {
    await patch({ status: 'resolved', resolution: { in_release: 'shop@2.0.0' } });
    await seeAgain('shop@1.9.9');
    expect(await get()).toMatchObject({ status: 'resolved', event_count: 2 });
    await seeAgain('shop@2.0.1');
    expect(await get()).toMatchObject({ status: 'unresolved', is_regressed: true, resolution: null });
    const { data } = await client.call('listIssueActivity', { params });
    expect(data[0]).toMatchObject({ kind: 'regressed', actor: null, data: { release: 'shop@2.0.1' } });
  });
});

describe('ignoring', () => {
  test.each([
    [{ until: '2999-01-01T00:00:00.000Z' }],
    [{ for_events: 5 }],
    [{ for_events: 5, within_minutes: 60 }],
    [{ for_users: 2 }],
    [{ forever: true }],
  ])('%j is shown as it was said', async (ignore) => {
    expect(await patch({ status: 'ignored', ignore })).toMatchObject({ status: 'ignored', ignore });
  });

  test('for so many events ends with the last of them', async () => {
    await patch({ status: 'ignored', ignore: { for_events: 2 } });
    await seeAgain();
    expect((await get()).status).toBe('ignored');
    await seeAgain();
    expect(await get()).toMatchObject({ status: 'unresolved', is_regressed: false, ignore: null });
  });
});

describe('what does not fit together', () => {
  test.each([
    [{ resolution: 'now' }, '/resolution'],
    [{ status: 'ignored', resolution: 'next_release' }, '/resolution'],
    [{ status: 'resolved', resolution: { in_release: ' ' } }, '/resolution/in_release'],
    [{ status: 'resolved', ignore: { forever: true } }, '/ignore'],
    [{ status: 'ignored', ignore: { for_events: 1, for_users: 1 } }, '/ignore'],
    [{ status: 'ignored', ignore: { within_minutes: 1 } }, '/ignore'],
    [{ status: 'ignored', ignore: { until: '2001-01-01T00:00:00Z' } }, '/ignore'],
    [{ status: 'ignored', ignore: { for_events: 0 } }, '/ignore/for_events'],
    [{ status: 'ignored', ignore: {} }, '/ignore'],
  ])('%j is refused at %s', async (body, pointer) => {
    const problem = await problemOf(patch(body));
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors!.map((error) => error.pointer)).toContain(pointer);
    expect((await get()).status).toBe('unresolved');
  });
});

test('an issue is assigned to a person or to a team', async () => {
  const { organization_id } = api.owner.project;
  const team = await client.call('createTeam', { params: { organization_id }, body: { name: `Team ${round}` } });
  await patch({ assignee_id: api.owner.user.id });
  const shown = { id: team.id, name: team.name };
  expect(await patch({ team_id: team.id })).toMatchObject({ assignee: null, assignee_team: shown });
  const { data } = await client.call('listIssueActivity', { params });
  expect(data[0]).toMatchObject({ kind: 'assigned', data: { team: shown } });
  expect(await patch({ assignee_id: api.owner.user.id })).toMatchObject({ assignee_team: null });
  await patch({ team_id: team.id });
  await client.call('deleteTeam', { params: { organization_id, team_id: team.id } });
  expect(await get()).toMatchObject({ assignee: null, assignee_team: null });
  for (const body of [{ team_id: team.id }, { team_id: team.id, assignee_id: api.owner.user.id }]) {
    expect((await problemOf(patch(body))).errors).toMatchObject([{ pointer: '/team_id' }]);
  }
});

test('the history is read page by page, and says who did what', async () => {
  const organizationId = api.owner.project.organization_id;
  const person = { email: `member-${round}@example.com`, role: 'member', organizationId } as const;
  const { client: colleague, user } = await seedClient(api.url, api.database, person);
  await colleague.call('updateIssue', { params, body: { assignee_id: user.id } });
  await patch({ status: 'resolved', resolution: 'next_release' });
  const first = await client.call('listIssueActivity', { params, query: { limit: 2 } });
  expect(first.data).toMatchObject([
    { kind: 'resolved', actor: { email: api.owner.user.email }, data: { resolution: 'next_release' } },
    { kind: 'assigned', actor: { id: user.id }, data: { assignee: { id: user.id, email: user.email } } },
  ]);
  const second = await client.call('listIssueActivity', { params, query: { limit: 2, cursor: first.next_cursor! } });
  expect(second.data.map(({ kind }) => kind)).toEqual(['created']);
  expect(second.next_cursor).toBeNull();
});

test('deleting is written into the audit log', async () => {
  await client.call('deleteIssue', { params });
  const { rows } = await api.database.pool.query(
    `select actor_email, target_name from audit_log where action = 'issue.deleted' and target_id = $1`,
    [params.issue_id],
  );
  expect(rows).toEqual([{ actor_email: api.owner.user.email, target_name: expect.stringMatching(/-\d+$/) }]);
});
