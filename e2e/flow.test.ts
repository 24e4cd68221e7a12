import { newEventId } from '@railguard/protocol/ids';
import { sendEnvelope, sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { queryProduct } from '@railguard/testing/product-database';
import {
  createProject,
  issuesOf,
  latestEventOf,
  type OutcomeCount,
  outcomesOf,
  waitForEvent,
  waitForIssues,
} from '@railguard/testing/product-reading';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorEvent, sentryErrorEvent } from './error-event.ts';
import { everyField } from './every-field.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.destroy());

const KEYS = ['category', 'outcome', 'reason', 'quantity'];
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

test('every field of an event is read back as it was sent', async () => {
  const project = await createProject(product, 'Every field');
  const sent = everyField();
  const answer = await sendNative(product, project, sent);
  expect(answer).toMatchObject({ status: 202, body: { id: sent.event_id } });

  const stored = await waitForEvent(product, project.id, sent.event_id);
  const readBack = Object.fromEntries(Object.keys(sent).map((field) => [field, stored[field as keyof typeof stored]]));
  expect(readBack).toEqual(sent);
  expect(stored.processing_errors).toBeUndefined();
  expect(stored.project_id).toBe(project.id);
  expect(Date.now() - Date.parse(stored.received_at)).toBeLessThan(60_000);

  const [issue] = await issuesOf(product, project.id);
  expect(issue).toMatchObject({
    id: stored.issue_id,
    short_id: 'EVERY-FIELD-1',
    culprit: 'OrdersController#create',
    level: 'fatal',
    platform: 'ruby',
    handled: false,
    status: 'unresolved',
    event_count: 1,
    user_count: 1,
    is_regressed: false,
  });
  expect(issue?.title).toMatch(/^NoMethodError: undefined method/);
});

test('several events in one request are answered by their ids in order and all stored', async () => {
  const project = await createProject(product, 'Batch');
  const events = [errorEvent('first'), errorEvent('second'), errorEvent('first')];
  const answer = await sendNative(product, project, events);
  expect(answer).toMatchObject({ status: 202, body: { ids: events.map(({ event_id }) => event_id) } });
  const issues = await waitForIssues(product, project.id, (found) => total(found) === 3);
  expect(issues.map(({ event_count }) => event_count).sort()).toEqual([1, 2]);
});

test('one crash told by the native endpoint and by an envelope is one issue', async () => {
  const project = await createProject(product, 'Dialects');
  const second = sentryErrorEvent('load');
  await sendNative(product, project, errorEvent('load'));
  const answer = await sendEnvelope(product, project, { event_id: second.event_id }, [[{ type: 'event' }, second]]);
  expect(answer).toMatchObject({ status: 200, body: { id: second.event_id } });
  const issues = await waitForIssues(product, project.id, (found) => total(found) === 2);
  expect(issues).toHaveLength(1);
});

test('numbers, ids and quoted values do not split an issue, another place does', async () => {
  const project = await createProject(product, 'Groups');
  await sendNative(product, project, [
    { message: 'Order 4711 of "anna@example.com" failed after 3.5 s' },
    { message: 'Order 4712 of "bert@example.com" failed after 12 s' },
    { message: 'Invoice 4712 of "bert@example.com" failed after 12 s' },
  ]);
  const issues = await waitForIssues(product, project.id, (found) => total(found) === 3);
  expect(issues.map(({ event_count }) => event_count).sort()).toEqual([1, 2]);
});

test('a resolved issue that is seen again is unresolved, regressed and told once; an ignored one stays so', async () => {
  const project = await createProject(product, 'Regression');
  const events = [errorEvent('resolved'), errorEvent('ignored')];
  await sendNative(product, project, events);
  const [resolved, ignored] = await Promise.all(
    events.map(async ({ event_id }) => (await waitForEvent(product, project.id, event_id)).issue_id),
  );
  await setStatus(resolved!, 'resolved');
  await setStatus(ignored!, 'ignored');

  await sendNative(product, project, [errorEvent('resolved'), errorEvent('resolved'), errorEvent('ignored')]);
  const after = await waitForIssues(product, project.id, (found) => total(found) === 5);
  expect(after.find(({ id }) => id === resolved)).toMatchObject({
    status: 'unresolved',
    is_regressed: true,
    event_count: 3,
  });
  expect(after.find(({ id }) => id === ignored)).toMatchObject({
    status: 'ignored',
    is_regressed: false,
    event_count: 2,
  });

  const told = await queryProduct(
    product,
    'select issue_id, occasion, count(*)::int from notification where project_id = $1 group by 1, 2 order by 2, 1',
    [project.id],
  );
  expect(told).toHaveLength(4);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ occasion: 'first_event', count: 1 }),
      { issue_id: resolved, occasion: 'new_issue', count: 1 },
      { issue_id: ignored, occasion: 'new_issue', count: 1 },
      { issue_id: resolved, occasion: 'regression', count: 1 },
    ]),
  );
});

test('users are counted once each, whatever names them', async () => {
  const project = await createProject(product, 'Users');
  const users = [{ id: '7' }, { id: '8' }, { id: '7', email: 'anna@example.com' }, { email: 'bert@example.com' }];
  await sendNative(product, project, [...users.map((user) => errorEvent('pay', { user })), errorEvent('pay')]);
  const issues = await waitForIssues(product, project.id, (found) => total(found) === 5);
  expect(issues).toMatchObject([{ event_count: 5, user_count: 3, user_count_estimated: false }]);
});

test('a late event moves first_seen back and leaves last_seen', async () => {
  const project = await createProject(product, 'Late');
  const times = [hoursAgo(2), hoursAgo(5), hoursAgo(1), hoursAgo(3)];
  for (const [index, timestamp] of times.entries()) {
    await sendNative(product, project, errorEvent('late', { timestamp }));
    await waitForIssues(product, project.id, (found) => total(found) === index + 1);
  }
  const issues = await issuesOf(product, project.id);
  expect(issues).toMatchObject([{ first_seen: times[1], last_seen: times[2], event_count: 4 }]);

  const stats = await product.client.call('getProjectStats', { params: { project_id: project.id } });
  expect(stats.total).toBe(4);
  expect(stats.data.filter(({ count }) => count > 0).reduce((sum, { count }) => sum + count, 0)).toBe(4);
});

test('the latest and the first event of an issue, its list and each by its id agree', async () => {
  const project = await createProject(product, 'Reading');
  const events = [errorEvent('read'), errorEvent('read'), errorEvent('read')];
  for (const event of events) {
    await sendNative(product, project, event);
    await waitForEvent(product, project.id, event.event_id);
  }
  const [issue] = await issuesOf(product, project.id);
  const params = { issue_id: issue!.id };
  expect((await latestEventOf(product, issue!)).event_id).toBe(events[2]?.event_id);
  expect((await product.client.call('getFirstIssueEvent', { params })).event_id).toBe(events[0]?.event_id);
  const page = await product.client.call('listIssueEvents', { params, query: { limit: 2 } });
  const rest = await product.client.call('listIssueEvents', { params, query: { limit: 2, cursor: page.next_cursor! } });
  const listed = [...page.data, ...rest.data].map(({ event_id }) => event_id);
  expect(listed).toEqual(events.map(({ event_id }) => event_id).reverse());
  expect(rest.next_cursor).toBeNull();
});

test('every item ends in one outcome that can be read', async () => {
  const project = await createProject(product, 'Outcomes');
  const event = errorEvent('count');
  await sendNative(product, project, [event, errorEvent('count')]);
  await waitForEvent(product, project.id, event.event_id);
  await sendNative(product, project, event);
  await sendNative(product, project, '{"message": ');
  await sendEnvelope(product, project, {}, [
    [{ type: 'session' }, { sid: 'b0a5b5a1', status: 'ok' }],
    [{ type: 'never_heard_of' }, 'anything'],
    [{ type: 'client_report' }, { discarded_events: [{ reason: 'sample_rate', category: 'error', quantity: 4 }] }],
  ]);
  await waitForOutcomes(project.id, [
    { category: 'error', outcome: 'stored', reason: '', quantity: 2 },
    { category: 'error', outcome: 'dropped', reason: 'duplicate', quantity: 1 },
    { category: 'error', outcome: 'invalid', reason: 'invalid_json', quantity: 1 },
    { category: 'session', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 1 },
    { category: 'default', outcome: 'dropped', reason: 'unknown_item_type', quantity: 1 },
    { category: 'error', outcome: 'client_discarded', reason: 'sdk', quantity: 4 },
    { category: 'internal', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 1 },
  ]);
});

test('a key that may send three a minute is told when to come back, and the rest is counted', async () => {
  const project = await createProject(product, 'Limited');
  const params = { project_id: project.id };
  const key = await product.client.call('createProjectKey', { params, body: { rate_limit_per_minute: 3 } });
  const statuses: number[] = [];
  for (let sent = 0; sent < 5; sent++) {
    const answer = await sendNative(product, project, errorEvent('limited'), { publicKey: key.public_key });
    statuses.push(answer.status);
    if (answer.status === 429) {
      expect(answer.body.code).toBe('rate_limited');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  }
  expect(statuses).toEqual([202, 202, 202, 429, 429]);
  expect(await sendNative(product, project, errorEvent('limited'))).toMatchObject({ status: 202 });
  await waitForOutcomes(project.id, [
    { category: 'error', outcome: 'stored', reason: '', quantity: 4 },
    { category: 'error', outcome: 'rate_limited', reason: 'key_limit', quantity: 2 },
  ]);
});

test('where an event is can be asked by its id', async () => {
  const project = await createProject(product, 'Ledger');
  const params = { project_id: project.id };
  const key = await product.client.call('createProjectKey', { params, body: { rate_limit_per_minute: 1 } });
  const [taken, limited] = [errorEvent('taken'), errorEvent('limited')];
  for (const event of [taken, limited]) await sendNative(product, project, event, { publicKey: key.public_key });
  const { issue_id } = await waitForEvent(product, project.id, taken.event_id);
  const transaction = newEventId();
  await sendEnvelope(product, project, { event_id: transaction }, [[{ type: 'transaction' }, {}]]);

  const ask = (event_id: string) => product.client.call('getLedgerEntry', { params: { ...params, event_id } });
  expect(await ask(taken.event_id)).toMatchObject({ state: 'stored', issue_id });
  await expect.poll(() => ask(limited.event_id)).toMatchObject({ state: 'rate_limited', reason: 'key_limit' });
  const dropped = { state: 'dropped', reason: 'item_type_not_kept' };
  await expect.poll(() => ask(transaction), { timeout: 10_000 }).toMatchObject(dropped);
  expect(await ask(newEventId())).toMatchObject({ state: 'unknown' });
});

test('two projects share nothing, not even an event id', async () => {
  const [ours, theirs] = [await createProject(product, 'Ours'), await createProject(product, 'Theirs')];
  const event = errorEvent('shared');
  await sendNative(product, ours, event);
  await sendNative(product, theirs, { ...event, message: 'theirs' });
  const [mine, other] = [
    await waitForEvent(product, ours.id, event.event_id),
    await waitForEvent(product, theirs.id, event.event_id),
  ];
  expect(mine.issue_id).not.toBe(other.issue_id);
  expect(mine.message).toBeUndefined();
  expect(other.message).toBe('theirs');

  await sendNative(product, ours, errorEvent('only ours'));
  const found = await waitForIssues(product, ours.id, (issues) => total(issues) === 2);
  expect(new Set(found.map(({ project_id }) => project_id))).toEqual(new Set([ours.id]));
  expect(await issuesOf(product, theirs.id)).toHaveLength(1);
});

/** Waits until exactly these are told, in whatever order. */
async function waitForOutcomes(projectId: string, expected: OutcomeCount[]): Promise<void> {
  const sorted = (outcomes: OutcomeCount[]) => outcomes.map((outcome) => JSON.stringify(outcome, KEYS)).sort();
  await expect
    .poll(async () => sorted(await outcomesOf(product, projectId)), { timeout: 20_000 })
    .toEqual(sorted(expected));
}

function setStatus(issueId: string, status: 'resolved' | 'ignored') {
  return product.client.call('updateIssue', { params: { issue_id: issueId }, body: { status } });
}

function total(issues: { event_count: number }[]): number {
  return issues.reduce((sum, { event_count }) => sum + event_count, 0);
}
