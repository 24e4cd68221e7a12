import { newEventId } from '@railguard/protocol/ids';
import { noteAccepted, noteFates } from '@railguard/store/ledger-writes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf } from './problem-of.ts';
import { seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let project_id: string;

beforeAll(async () => {
  api = await startApiWithOwner();
  project_id = api.owner.project.id;
});
afterAll(() => api.stop());

const ask = (event_id: string) => api.client.call('getLedgerEntry', { params: { project_id, event_id } });

test('a stored event is said to be in its issue', async () => {
  const [id] = await seedEvents(api.database, project_id, [{ title: 'Boom' }]);
  const { issue_id } = await api.client.call('getEvent', { params: { project_id, event_id: id! } });
  expect(await ask(id!)).toMatchObject({ event_id: id, state: 'stored', issue_id, reason: null, decided_at: null });
});

test('an event under way is queued', async () => {
  const id = newEventId();
  await noteAccepted(api.database.pool, [{ project_id, accepted_at: new Date(), event_ids: [id] }]);
  expect(await ask(id)).toMatchObject({ state: 'queued', issue_id: null, received_at: expect.any(String) });
});

test('a refusal has its reason and its time, and a dead letter its error', async () => {
  const [limited, dead] = [newEventId(), newEventId()];
  const received_at = new Date();
  const error = 'store: Error: refused';
  await noteFates(api.database.pool, [
    { project_id, event_id: limited, received_at, fate: 'rate_limited', reason: 'key_limit' },
    { project_id, event_id: dead, received_at, fate: 'dead_letter', reason: 'processing_failed', error },
  ]);
  expect(await ask(limited)).toMatchObject({ state: 'rate_limited', reason: 'key_limit', error: null });
  expect(await ask(dead)).toMatchObject({ state: 'dead_letter', reason: 'processing_failed', error });
});

test('what was never seen is unknown, and sampled once refusals are known by number alone', async () => {
  expect(await ask(newEventId())).toMatchObject({ state: 'unknown', is_sampled: false, refusals_kept_days: 7 });
  await noteFates(api.database.pool, [], [{ project_id, quantity: 1 }]);
  expect(await ask(newEventId())).toMatchObject({ state: 'unknown', is_sampled: true });
});

test('what is no event id is not found', async () => {
  expect(await codeOf(ask('latest'))).toBe('not_found');
});
