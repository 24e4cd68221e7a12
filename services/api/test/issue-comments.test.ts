import type { Client } from '@railguard/client/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';
import { seedClient, seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let owner: Client;
let member: Client;
let viewer: Client;
let params: { issue_id: string };

beforeAll(async () => {
  api = await startApiWithOwner();
  owner = api.client;
  const { id: project_id, organization_id: organizationId } = api.owner.project;
  await seedEvents(api.database, project_id, [{ title: 'Disk full' }]);
  const { data } = await owner.call('listIssues', { params: { project_id } });
  params = { issue_id: data[0]!.id };
  const signIn = async (role: 'member' | 'viewer') =>
    (await seedClient(api.url, api.database, { email: `${role}@example.com`, role, organizationId })).client;
  member = await signIn('member');
  viewer = await signIn('viewer');
});
afterAll(() => api.stop());

const write = (client: Client, text: string) => client.call('createIssueComment', { params, body: { text } });
const at = (comment: { id: string }) => ({ ...params, comment_id: comment.id });

test('a comment is kept as it was written, markup and all', async () => {
  const text = '<script>alert(1)</script>\n\n*not* Markdown – 100 % "text"';
  const comment = await write(member, text);
  expect(comment).toMatchObject({ text, edited_at: null, author: { email: 'member@example.com' }, ...params });
  const { data } = await viewer.call('listIssueComments', { params });
  expect(data[0]).toEqual(comment);
  const history = await owner.call('listIssueActivity', { params });
  expect(history.data[0]).toMatchObject({ kind: 'commented', data: { comment_id: comment.id } });
});

test('comments come newest first, page by page', async () => {
  for (const text of ['one', 'two', 'three']) await write(owner, text);
  const first = await owner.call('listIssueComments', { params, query: { limit: 2 } });
  expect(first.data.map(({ text }) => text)).toEqual(['three', 'two']);
  const second = await owner.call('listIssueComments', { params, query: { limit: 1, cursor: first.next_cursor! } });
  expect(second.data.map(({ text }) => text)).toEqual(['one']);
});

test('only its author rewrites a comment', async () => {
  const comment = await write(member, 'a tpyo');
  const rewrite = (client: Client) =>
    client.call('updateIssueComment', { params: at(comment), body: { text: 'a typo' } });
  expect(await codeOf(rewrite(owner))).toBe('forbidden');
  const rewritten = await rewrite(member);
  expect(rewritten).toMatchObject({ id: comment.id, text: 'a typo', edited_at: expect.any(String) });
});

test('its author deletes a comment, and so does an administrator', async () => {
  const remove = (client: Client, comment: { id: string }) =>
    client.call('deleteIssueComment', { params: at(comment) });
  const [mine, theirs] = [await write(member, 'mine'), await write(owner, 'theirs')];
  expect(await codeOf(remove(member, theirs))).toBe('forbidden');
  await remove(member, mine);
  await remove(owner, await write(member, 'rude'));
  expect(await codeOf(remove(owner, mine))).toBe('not_found');
  const { data } = await owner.call('listIssueComments', { params });
  expect(data.map(({ text }) => text)).not.toContain('rude');
});

test('viewers write nothing, and nobody writes nothing at all or a book', async () => {
  expect(await codeOf(write(viewer, 'Me too'))).toBe('forbidden');
  for (const text of ['', ' \n', 'x'.repeat(10_001)]) expect(await codeOf(write(member, text))).toBe('invalid_request');
});
