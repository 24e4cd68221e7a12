import type { Client } from '@railguard/client/client';
import { ISSUE_SORTS } from '@railguard/contract/resources/issues';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedEvents, seedOrganization, seedUser } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let params: { project_id: string };

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  const project = await client.call('createProject', { body: { name: 'Shop' } });
  params = { project_id: project.id };
  // In a batch of its own, so that it is the first to get a number.
  await seedEvents(api.database, project.id, [{ title: 'Disk full', timestamp: minutesAgo(60), level: 'fatal' }]);
  await seedEvents(api.database, project.id, [
    { title: 'Cart is empty', timestamp: minutesAgo(50), user: '1', environment: 'production', release: 'shop@1' },
    { title: 'Cart is empty', timestamp: minutesAgo(10), user: '2', environment: 'staging' },
    { title: 'Cart is empty', timestamp: minutesAgo(20), user: '2' },
    { title: 'Payment failed at 100%', timestamp: minutesAgo(40), user: '1', environment: 'production' },
    { title: 'Payment failed at 100%', timestamp: minutesAgo(30) },
    { title: 'Slow query', timestamp: minutesAgo(5), level: 'warning' },
  ]);
});
afterAll(() => api.stop());

async function titles(query: object = {}): Promise<string[]> {
  const { data } = await client.call('listIssues', { params, query });
  return data.map(({ title }) => title);
}

async function issueCalled(title: string) {
  const { data } = await client.call('listIssues', { params, query: { limit: 100 } });
  return data.find((issue) => issue.title === title)!;
}

describe('the list of issues', () => {
  test('shows what is known of each', async () => {
    expect(await issueCalled('Cart is empty')).toMatchObject({
      short_id: expect.stringMatching(/^SHOP-[2-4]$/),
      project_id: params.project_id,
      culprit: 'OrdersController#create',
      type: 'error',
      level: 'error',
      status: 'unresolved',
      event_count: 3,
      user_count: 2,
      user_count_estimated: false,
      is_regressed: false,
      grouping_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      assignee: null,
    });
  });

  test.each([
    [{}, ['Slow query', 'Cart is empty', 'Payment failed at 100%', 'Disk full']],
    [{ sort: 'first_seen' }, ['Slow query', 'Payment failed at 100%', 'Cart is empty', 'Disk full']],
    [{ sort: 'event_count', limit: 2 }, ['Cart is empty', 'Payment failed at 100%']],
    [{ sort: 'user_count', limit: 2 }, ['Cart is empty', 'Payment failed at 100%']],
    [{ environment: 'production' }, ['Cart is empty', 'Payment failed at 100%']],
    [{ environment: 'staging' }, ['Cart is empty']],
    [{ release: 'shop@1' }, ['Cart is empty']],
    [{ query: 'PAYMENT' }, ['Payment failed at 100%']],
    [{ query: '100%' }, ['Payment failed at 100%']],
    [{ query: '%' }, ['Payment failed at 100%']],
    [{ query: ' shop-1 ' }, ['Disk full']],
    [{ query: 'no such thing' }, []],
    [{ status: 'resolved' }, []],
    [{ status: 'all', query: '' }, ['Slow query', 'Cart is empty', 'Payment failed at 100%', 'Disk full']],
  ])('asked for %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test.each(ISSUE_SORTS)('sorted by %s gives every issue once, page by page', async (sort) => {
    const all = await titles({ sort });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call('listIssues', { params, query: { sort, limit: 1, cursor } });
      paged.push(...page.data.map(({ title }) => title));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all).toHaveLength(4);
  });

  test.each([
    [{ limit: 0 }, '?limit'],
    [{ limit: 101 }, '?limit'],
    [{ limit: 'many' }, '?limit'],
    [{ sort: 'title' }, '?sort'],
    [{ status: 'open' }, '?status'],
    [{ query: 'x'.repeat(1_001) }, '?query'],
    [{ query: 'a\0b' }, '?query'],
  ])('refuses %j and names the parameter', async (query, pointer) => {
    const problem = await problemOf(client.call('listIssues', { params, query: query as never }));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ pointer }] });
  });

  test('refuses a cursor of another sort, of another list, and one that was made up', async () => {
    const { next_cursor } = await client.call('listIssues', { params, query: { limit: 1 } });
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const madeUp = [
      'x',
      encode(null),
      encode(['issues event_count', 'x', crypto.randomUUID()]),
      encode(['issues event_count', 1, 'no id']),
      encode(['issues event_count', 1, crypto.randomUUID(), 1]),
      encode(['keys', crypto.randomUUID()]),
    ];
    for (const cursor of [next_cursor!, ...madeUp]) {
      const query = { sort: 'event_count', cursor } as const;
      expect(await codeOf(client.call('listIssues', { params, query }))).toBe('invalid_cursor');
    }
    const overflowing = encode(['issues last_seen', '2026-13-45T99:00:00.000Z', crypto.randomUUID()]);
    expect(await codeOf(client.call('listIssues', { params, query: { cursor: overflowing } }))).toBe('invalid_cursor');
  });
});

describe('one issue', () => {
  test('says why its events are one', async () => {
    const { id } = await issueCalled('Disk full');
    expect(await client.call('getIssue', { params: { issue_id: id } })).toMatchObject({
      id,
      level: 'fatal',
      project: { id: params.project_id, slug: 'shop', name: 'Shop' },
      grouping: { algorithm: 'v1', explanation: [{ label: 'message', value: 'Disk full' }] },
    });
  });

  test('changes its status and its assignee, and is then listed so', async () => {
    const { id } = await issueCalled('Disk full');
    const issue_id = id;
    const changed = await client.call('updateIssue', {
      params: { issue_id },
      body: { status: 'resolved', assignee_id: api.owner.user.id },
    });
    expect(changed).toMatchObject({
      status: 'resolved',
      assignee: { id: api.owner.user.id, email: 'owner@example.com' },
    });
    expect(await titles({ status: 'resolved' })).toEqual(['Disk full']);
    expect(await titles({ status: 'unresolved' })).not.toContain('Disk full');
    const body = { status: 'unresolved', assignee_id: null } as const;
    expect(await client.call('updateIssue', { params: { issue_id }, body })).toMatchObject({
      status: 'unresolved',
      assignee: null,
    });
  });

  test('that was resolved and is seen again is unresolved and regressed', async () => {
    const { id } = await issueCalled('Slow query');
    await client.call('updateIssue', { params: { issue_id: id }, body: { status: 'resolved' } });
    await seedEvents(api.database, params.project_id, [{ title: 'Slow query', level: 'warning' }]);
    expect(await client.call('getIssue', { params: { issue_id: id } })).toMatchObject({
      status: 'unresolved',
      is_regressed: true,
      regressed_at: expect.any(String),
    });
  });

  test('is assigned to nobody outside its organisation', async () => {
    const { id } = await issueCalled('Disk full');
    const stranger = await seedUser(api.database, {
      email: 'stranger@example.com',
      role: 'owner',
      organizationId: await seedOrganization(api.database, 'strangers'),
    });
    for (const assignee_id of [stranger.id, crypto.randomUUID()]) {
      const problem = await problemOf(client.call('updateIssue', { params: { issue_id: id }, body: { assignee_id } }));
      expect(problem).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/assignee_id' }] });
    }
  });

  test.each([
    [{}, ''],
    [{ status: 'done' }, '/status'],
    [{ assignee_id: 'me' }, '/assignee_id'],
    [[], ''],
    ['resolved', ''],
    [null, ''],
  ])('is not changed by %j', async (body, pointer) => {
    const { id } = await issueCalled('Disk full');
    const problem = await problemOf(client.call('updateIssue', { params: { issue_id: id }, body: body as never }));
    expect(problem).toMatchObject({ code: 'invalid_request' });
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });

  test('is triaged by members and only read by viewers', async () => {
    const organizationId = api.owner.project.organization_id;
    const { client: member } = await seedClient(api.url, api.database, {
      email: 'member@example.com',
      role: 'member',
      organizationId,
    });
    const { client: viewer } = await seedClient(api.url, api.database, {
      email: 'viewer@example.com',
      role: 'viewer',
      organizationId,
    });
    await seedEvents(api.database, params.project_id, [{ title: 'To be deleted' }]);
    const issue_id = (await issueCalled('To be deleted')).id;
    expect((await viewer.call('getIssue', { params: { issue_id } })).id).toBe(issue_id);
    const change = { params: { issue_id }, body: { status: 'ignored' } } as const;
    expect(await codeOf(viewer.call('updateIssue', change))).toBe('forbidden');
    expect(await codeOf(viewer.call('deleteIssue', { params: { issue_id } }))).toBe('forbidden');
    expect((await member.call('updateIssue', change)).status).toBe('ignored');
    await member.call('deleteIssue', { params: { issue_id } });
    expect(await codeOf(member.call('getIssue', { params: { issue_id } }))).toBe('not_found');
    expect(await codeOf(member.call('deleteIssue', { params: { issue_id } }))).toBe('not_found');
  });
});
