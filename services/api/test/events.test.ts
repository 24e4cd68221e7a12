import type { Client } from '@railguard/client/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
let project_id: string;
let issue_id: string;
let ids: string[];

beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
  project_id = api.owner.project.id;
  const seed = (minutes: number) => ({ title: 'Boom', timestamp: new Date(Date.now() - minutes * 60_000) });
  ids = await seedEvents(api.database, project_id, [seed(0), seed(60), seed(60)]);
  issue_id = (await client.call('listIssues', { params: { project_id } })).data[0]!.id;
});
afterAll(() => api.stop());

describe('events', () => {
  test('are read back by their id in either form, with where they ended up', async () => {
    const event = await client.call('getEvent', { params: { project_id, event_id: ids[0]! } });
    expect(event).toMatchObject({
      event_id: ids[0],
      message: 'Boom',
      level: 'error',
      platform: 'ruby',
      project_id,
      issue_id,
    });
    const dashed = ids[0]!.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
    expect(await client.call('getEvent', { params: { project_id, event_id: dashed } })).toEqual(event);
  });

  test('of an issue are listed latest received first, page by page, each once', async () => {
    const first = await client.call('listIssueEvents', { params: { issue_id }, query: { limit: 2 } });
    const second = await client.call('listIssueEvents', {
      params: { issue_id },
      query: { limit: 2, cursor: first.next_cursor! },
    });
    expect([...first.data, ...second.data].map(({ event_id }) => event_id)).toEqual(ids.toReversed());
    expect(second.next_cursor).toBeNull();
  });

  test('of an issue can be had by being first or latest', async () => {
    expect((await client.call('getLatestIssueEvent', { params: { issue_id } })).event_id).toBe(ids[2]);
    expect((await client.call('getFirstIssueEvent', { params: { issue_id } })).event_id).toBe(ids[0]);
  });

  test('that do not exist, or not in this project, are not found', async () => {
    const other = await client.call('createProject', { body: { name: 'Other' } });
    for (const params of [
      { project_id, event_id: 'f'.repeat(32) },
      { project_id, event_id: 'latest' },
      { project_id: other.id, event_id: ids[0]! },
      { project_id: 'nonsense', event_id: ids[0]! },
    ]) {
      expect(await codeOf(client.call('getEvent', { params }))).toBe('not_found');
    }
  });
});

describe('stats', () => {
  test('count the last 24 hours by the hour, also hours without events', async () => {
    const stats = await client.call('getProjectStats', { params: { project_id } });
    expect(stats).toMatchObject({ interval: '1h', total: 3 });
    expect([24, 25]).toContain(stats.data.length);
    expect(stats.data.map(({ count }) => count).filter((count) => count > 0)).toEqual([2, 1]);
  });

  test('count by the day on request, in either word', async () => {
    const query = { from: new Date(Date.now() - 5 * 86_400_000).toISOString() };
    const days = await client.call('getProjectStats', { params: { project_id }, query: { ...query, interval: 'day' } });
    expect(days.interval).toBe('1d');
    expect(days.data).toHaveLength(6);
    expect(days.data.every(({ time }) => time.endsWith('T00:00:00.000Z'))).toBe(true);
  });

  test.each([
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, '?from'],
    [{ from: 'yesterday' }, '?from'],
    [{ from: '0000-01-01T00:00:00Z', to: '0001-01-01T00:00:00Z' }, '?from'],
    [{ to: '2026-01-01T23:59:60Z' }, '?to'],
    [{ interval: '1m' }, '?interval'],
    [{ from: '2000-01-01T00:00:00Z', interval: '1h' }, '?interval'],
  ])('refuse %j', async (query, pointer) => {
    const call = client.call('getProjectStats', { params: { project_id }, query: query as never });
    expect(await problemOf(call)).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] });
  });
});

describe('outcomes', () => {
  test('say what became of everything that was sent', async () => {
    const { data } = await client.call('getProjectOutcomes', { params: { project_id } });
    expect(data).toEqual([{ category: 'error', outcome: 'stored', reason: '', quantity: 3 }]);
  });

  test('are told by the hour on request', async () => {
    const { data } = await client.call('getProjectOutcomes', { params: { project_id }, query: { interval: '1h' } });
    expect(data.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
    expect(data[0]?.time).toMatch(/T\d\d:00:00\.000Z$/);
  });
});
