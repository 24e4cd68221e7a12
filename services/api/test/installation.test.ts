import { newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import { eventually } from '@railguard/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';
import { seedClient, seedEvents, seedOrganization } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
beforeAll(async () => {
  api = await startApiWithOwner();
});
afterAll(() => api.stop());

/** Messages that a worker gave up. */
async function seedDeadLetters(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newUuid()).sort();
  const headers = { project_id: api.owner.project.id };
  await api.queue.publish(
    EVENTS_RAW,
    ids.map((id) => ({ id, headers, body: Buffer.from('{}') })),
  );
  const reason = 'store: password=hunter2 was refused';
  const consumer = api.queue.consume(EVENTS_RAW, async (batch) => batch.map(() => ({ kind: 'dead', reason })), {
    batchSize: 10,
    maxAttempts: 3,
    leaseMs: 10_000,
  });
  const depth = () => api.queue.depth(EVENTS_RAW);
  await eventually('dead letters', depth, ({ dead }) => dead === count);
  await consumer.stop();
  return ids;
}

const deadCount = async () => {
  const { topics } = await api.client.call('getQueueStatus');
  return topics.find(({ topic }) => topic === EVENTS_RAW)!.dead;
};

describe('dead letters', () => {
  test('are listed in pages without their secrets, replayed, discarded, and all of it is recorded', async () => {
    const ids = await seedDeadLetters(3);
    expect(await deadCount()).toBe(3);

    const first = await api.client.call('listDeadLetters', { query: { limit: 2 } });
    const second = await api.client.call('listDeadLetters', { query: { limit: 2, cursor: first.next_cursor! } });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.next_cursor).toBeNull();
    expect(first.data[0]).toMatchObject({ project_id: api.owner.project.id, attempts: 1, size_bytes: 2 });
    expect(JSON.stringify(first)).not.toContain('hunter2');

    expect(await api.client.call('replayDeadLetters', { body: { ids: [ids[0]!, newUuid()] } })).toEqual({ count: 1 });
    expect(await api.client.call('discardDeadLetters', { body: { ids: ids.slice(1) } })).toEqual({ count: 2 });
    expect(await deadCount()).toBe(0);
    expect((await api.queue.depth(EVENTS_RAW)).ready).toBe(1);

    const acts = await api.database.kysely.selectFrom('audit_log').select(['action', 'data']).orderBy('id').execute();
    expect(acts.map(({ action }) => action).slice(-2)).toEqual(['dead_letters.replayed', 'dead_letters.discarded']);
  });
});

test('the storage says what is largest and how far back it reaches', async () => {
  await api.database.pool.query('analyze event');
  const before = await api.client.call('getStorage');
  expect(before).toMatchObject({ layout: 'native', retention_days: 90, oldest_event_at: null });
  await seedEvents(api.database, api.owner.project.id, [{ title: 'Broken' }, { title: 'Broken' }]);
  await api.database.pool.query('analyze event');
  const after = await api.client.call('getStorage');
  expect(after.tables.find(({ name }) => name === 'event')).toMatchObject({ rows: 2 });
  expect(Date.now() - Date.parse(after.oldest_event_at!)).toBeLessThan(60_000);
  expect(after.database_bytes).toBeGreaterThan(1_000_000);
});

test('only an administrator of the installation may look, not even the owner of another organisation', async () => {
  const organizationId = await seedOrganization(api.database, 'others');
  const { client } = await seedClient(api.url, api.database, { email: 'o@example.com', role: 'owner', organizationId });
  for (const id of ['getQueueStatus', 'listDeadLetters', 'getStorage'] as const) {
    expect(await codeOf(client.call(id))).toBe('forbidden');
  }
  expect(await codeOf(client.call('discardDeadLetters', { body: { ids: [newUuid()] } }))).toBe('forbidden');
});
