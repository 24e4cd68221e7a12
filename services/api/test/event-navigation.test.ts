import type { Client } from '@railguard/client/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let issue_id: string;
let ids: string[];

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  const project_id = api.owner.project.id;
  const seeds = ['production', 'staging', 'production', 'staging', 'production'].map((environment, place) => ({
    title: 'Boom',
    environment,
    level: place === 4 ? ('fatal' as const) : ('error' as const),
    release: place < 3 ? 'shop@1' : 'shop 2',
  }));
  await seedEvents(api.database, project_id, [{ title: 'Other' }]);
  ids = await seedEvents(api.database, project_id, seeds);
  const { data } = await client.call('listIssues', { params: { project_id }, query: { sort: 'event_count' } });
  issue_id = data[0]!.id;
});
afterAll(() => api.stop());

const navigate = (event_id: string, query = {}) =>
  client.call('getEventNavigation', { params: { issue_id, event_id }, query });

describe('an event', () => {
  test('is found within its issue, and not within another', async () => {
    const event = await client.call('getIssueEvent', { params: { issue_id, event_id: ids[2]! } });
    expect(event).toMatchObject({ event_id: ids[2], issue_id });
    const { data } = await client.call('listIssues', { params: { project_id: api.owner.project.id } });
    const other = data.find(({ id }) => id !== issue_id)!.id;
    const params = { issue_id: other, event_id: ids[2]! };
    expect(await codeOf(client.call('getIssueEvent', { params }))).toBe('not_found');
    expect(await codeOf(client.call('getEventNavigation', { params }))).toBe('not_found');
  });

  test('has neighbours in the order of arrival', async () => {
    expect(await navigate(ids[2]!)).toEqual({
      event_id: ids[2],
      first: ids[0],
      previous: ids[1],
      next: ids[3],
      latest: ids[4],
      position: 3,
      total: 5,
      total_is_capped: false,
    });
  });

  test('at an end has none beyond', async () => {
    expect(await navigate('first')).toMatchObject({ event_id: ids[0], previous: null, next: ids[1], position: 1 });
    expect(await navigate('latest')).toMatchObject({ event_id: ids[4], previous: ids[3], next: null, position: 5 });
  });

  test('has other neighbours within a search', async () => {
    expect(await navigate(ids[2]!, { query: 'environment:production' })).toMatchObject({
      first: ids[0],
      previous: ids[0],
      next: ids[4],
      position: 2,
      total: 3,
    });
    expect(await navigate(ids[1]!, { query: 'environment:production' })).toMatchObject({
      previous: ids[0],
      next: ids[2],
      position: null,
    });
    expect(await navigate('latest', { environment: 'staging' })).toMatchObject({ event_id: ids[3], total: 2 });
    expect(await navigate('first', { query: 'level:fatal release:"shop 2"' })).toMatchObject({
      event_id: ids[4],
      first: ids[4],
      latest: ids[4],
      total: 1,
    });
    expect(await codeOf(navigate('latest', { release: 'nothing' }))).toBe('not_found');
  });

  test.each([
    [{ query: 'color:red' }, '?query'],
    [{ query: 'level:loud' }, '?query'],
    [{ query: 'words' }, '?query'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, '?from'],
  ])('is not looked for by %j', async (query, pointer) => {
    expect(await problemOf(navigate('latest', query))).toMatchObject({ errors: [{ pointer }] });
  });
});

test('lists, latest and first keep to the search', async () => {
  const query = { query: 'environment:staging' };
  const { data } = await client.call('listIssueEvents', { params: { issue_id }, query });
  expect(data.map(({ event_id }) => event_id)).toEqual([ids[3], ids[1]]);
  expect((await client.call('getLatestIssueEvent', { params: { issue_id }, query })).event_id).toBe(ids[3]);
  expect((await client.call('getFirstIssueEvent', { params: { issue_id }, query })).event_id).toBe(ids[1]);
  const past = { to: new Date(Date.now() - 60_000).toISOString() };
  expect((await client.call('listIssueEvents', { params: { issue_id }, query: past })).data).toEqual([]);
});

test('of events that tell as much the latest is recommended', async () => {
  expect((await client.call('getRecommendedIssueEvent', { params: { issue_id } })).event_id).toBe(ids[4]);
  const query = { environment: 'staging' };
  expect((await client.call('getRecommendedIssueEvent', { params: { issue_id }, query })).event_id).toBe(ids[3]);
});
