import { foldTags } from '@railguard/store/tags/fold-tags';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { problemOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let project: { project_id: string };
let issue: { issue_id: string };

beforeAll(async () => {
  api = await startApiWithOwner();
  project = { project_id: api.owner.project.id };
  await seedEvents(
    api.database,
    project.project_id,
    Array.from({ length: 30 }, (_, place) => ({
      title: 'Cart is empty',
      environment: place % 3 === 0 ? 'staging' : 'production',
      tags: { request: `r-${place}`, plan: place < 20 ? 'free' : 'Pro 100%' },
    })),
  );
  await seedEvents(api.database, project.project_id, [{ title: 'Disk full', tags: { plan: 'free' } }]);
  while (await foldTags(api.database));
  const { data } = await api.client.call('listIssues', { params: project, query: { query: 'cart' } });
  issue = { issue_id: data[0]!.id };
});
afterAll(() => api.stop());

test('the keys of a project are listed with what is counted of them, in pages', async () => {
  const keys = [];
  let cursor: string | undefined;
  do {
    const page = await api.client.call('listProjectTags', { params: project, query: { limit: 2, cursor } });
    keys.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(keys.map(({ key, value_count, event_count }) => [key, value_count, event_count])).toEqual([
    ['environment', 2, 30],
    ['handled', 1, 31],
    ['level', 1, 31],
    ['plan', 2, 31],
    ['platform', 1, 31],
    ['request', 30, 30],
  ]);
});

test('the values of a key come by their number, and those that begin with something', async () => {
  const values = async (key: string, query: object = {}) => {
    const { data } = await api.client.call('listProjectTagValues', { params: { ...project, key }, query });
    return data.map(({ value, issue_count, event_count }) => [value, issue_count, event_count]);
  };
  expect(await values('plan')).toEqual([
    ['free', 2, 21],
    ['Pro 100%', 1, 10],
  ]);
  expect(await values('plan', { prefix: 'pro' })).toEqual([['Pro 100%', 1, 10]]);
  expect(await values('plan', { prefix: '%' })).toEqual([]);
  expect(await values('nothing')).toEqual([]);
});

test('pages of values of one number give each once', async () => {
  for (const operation of ['listProjectTagValues', 'listIssueTagValues'] as const) {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const params = { ...project, ...issue, key: 'request' };
      const page = await api.client.call(operation, { params, query: { limit: 7, cursor } });
      found.push(...page.data.map(({ value }) => value));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(new Set(found).size).toBe(30);
    expect(found).toHaveLength(30);
  }
});

test('an issue shows its most frequent values, and of what is different each time only that it is', async () => {
  const { data } = await api.client.call('listIssueTags', { params: issue });
  const tag = (name: string) => data.find(({ key }) => key === name);
  expect(tag('environment')).toMatchObject({
    value_count: 2,
    event_count: 30,
    has_more_values: false,
    is_unique: false,
    top_values: [
      { value: 'production', event_count: 20 },
      { value: 'staging', event_count: 10 },
    ],
  });
  expect(tag('request')).toMatchObject({ value_count: 30, is_unique: true, top_values: [] });
});

test('a cursor that was made up is refused', async () => {
  const query = { cursor: 'x' };
  const params = { ...issue, key: 'plan' };
  expect((await problemOf(api.client.call('listIssueTagValues', { params, query }))).code).toBe('invalid_cursor');
});
