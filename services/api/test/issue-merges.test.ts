import type { Client } from '@railguard/client/client';
import { newUuid } from '@railguard/protocol/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let projectId: string;
let issues: Record<string, { id: string; short_id: string }>;

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());

beforeEach(async () => {
  projectId = (await client.call('createProject', { body: { name: `Shop ${newUuid()}` } })).id;
  await seedEvents(api.database, projectId, [
    { title: 'a', user: '1' },
    { title: 'b', user: '1' },
    { title: 'b', user: '2' },
    { title: 'c' },
  ]);
  const { data } = await client.call('listIssues', { params: { project_id: projectId } });
  issues = Object.fromEntries(data.map((issue) => [issue.title, issue]));
});

const params = (title: string) => ({ issue_id: issues[title]!.id });
const merge = (target: string, ...sources: string[]) =>
  client.call('mergeIssues', {
    params: params(target),
    body: { issue_ids: sources.map((title) => issues[title]?.id ?? title) },
  });
const get = (title: string) => client.call('getIssue', { params: params(title) });

test('merged issues are one, in lists and under every link', async () => {
  expect(await merge('a', 'b')).toMatchObject({ id: issues.a!.id, event_count: 3, user_count: 2, member_count: 1 });
  const { data } = await client.call('listIssues', { params: { project_id: projectId } });
  expect(data.map(({ title }) => title).sort()).toEqual(['a', 'c']);
  expect(await get('b')).toMatchObject({ id: issues.a!.id, merged_from: issues.b!.id });
  const events = await client.call('listIssueEvents', { params: params('b') });
  expect(events.data.map(({ issue_id }) => issue_id)).toEqual(Array(3).fill(issues.a!.id));
});

test('what is done under the link of a merged issue is done to the whole', async () => {
  await client.call('createIssueComment', { params: params('b'), body: { text: 'before' } });
  await merge('a', 'b');
  await client.call('updateIssue', { params: params('b'), body: { status: 'resolved' } });
  await client.call('createIssueComment', { params: params('b'), body: { text: 'after' } });
  expect((await get('a')).status).toBe('resolved');
  const { data } = await client.call('listIssueComments', { params: params('a') });
  expect(data.map(({ text, issue_id }) => [text, issue_id])).toEqual([
    ['after', issues.a!.id],
    ['before', issues.b!.id],
  ]);
  const history = await client.call('listIssueActivity', { params: params('b') });
  expect(history.data.map(({ kind }) => kind)).toEqual(['commented', 'resolved', 'merged', 'created']);
  expect(history.data[2]!.data.issues).toEqual([{ id: issues.b!.id, short_id: issues.b!.short_id }]);
  expect(await codeOf(client.call('deleteIssue', { params: params('b') }))).toBe('conflict');
});

test('merged issues are listed with what each counts, and become issues of their own again', async () => {
  await merge('a', 'b', 'c');
  const first = await client.call('listMergedIssues', { params: params('a'), query: { limit: 1 } });
  const cursor = first.next_cursor!;
  const second = await client.call('listMergedIssues', { params: params('a'), query: { limit: 1, cursor } });
  const merged = [...first.data, ...second.data];
  expect(merged.map(({ title, event_count }) => [title, event_count]).sort()).toEqual([
    ['b', 2],
    ['c', 1],
  ]);
  const body = { issue_ids: [issues.b!.id] };
  const rest = await client.call('unmergeIssues', { params: params('a'), body });
  expect(rest).toMatchObject({ event_count: 2, member_count: 1 });
  expect(await get('b')).toMatchObject({ id: issues.b!.id, event_count: 2, merged_from: null, status: 'unresolved' });
  expect((await problemOf(client.call('unmergeIssues', { params: params('a'), body }))).errors).toEqual([
    { pointer: '/issue_ids/0', detail: 'is not merged into this issue' },
  ]);
});

test('an event of a merged issue belongs to the target, by whichever group', async () => {
  await merge('a', 'b');
  const { data } = await client.call('listIssueEvents', { params: params('a') });
  for (const { event_id } of data) {
    const event = { project_id: projectId, event_id };
    const { issue } = await client.call('getEventGrouping', { params: event });
    expect(issue.id).toBe(issues.a!.id);
    expect(await client.call('getLedgerEntry', { params: event })).toMatchObject({ issue_id: issues.a!.id });
  }
});

test('what cannot be merged is named, and nothing is merged', async () => {
  const problem = await problemOf(merge('a', 'b', newUuid()));
  expect(problem.errors).toEqual([{ pointer: '/issue_ids/1', detail: 'is no issue that you can see' }]);
  expect((await get('a')).member_count).toBe(0);
});
