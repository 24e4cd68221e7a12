import { createClient } from '@railguard/client/client';
import { publicKeyOf, sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { databaseUrlOf, queryProduct } from '@railguard/testing/product-database';
import { createProject, waitForEvent, waitForIssues } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

let first: Product;
let second: Product;
beforeAll(async () => {
  first = await startProduct();
  second = await startProduct({ env: { DATABASE_URL: databaseUrlOf(first) } });
});
afterAll(async () => {
  await second?.destroy();
  await first?.destroy();
});

test('a product on a database of somebody else starts none of its own', () => {
  expect(second.pids()).toMatchObject({ main: expect.any(Number), worker: expect.any(Number), postgres: undefined });
});

test('what is sent to two products on one database is stored, counted and told once', async () => {
  const project = await createProject(first, 'Shared');
  const events = Array.from({ length: 400 }, (_, index) => errorEvent(['load', 'pay', 'ship', 'refund'][index % 4]!));
  const batches = Array.from({ length: 40 }, (_, index) => events.slice(index * 10, index * 10 + 10));
  const answers = await Promise.all(
    batches.flatMap((batch) => [first, second].map((product) => sendNative(product, project, batch))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));

  for (const { event_id } of events) await waitForEvent(second, project.id, event_id);
  const issues = await waitForIssues(first, project.id, (found) => found.length === 4);
  expect(issues.map(({ event_count }) => event_count)).toEqual([100, 100, 100, 100]);
  expect(new Set(issues.map(({ short_id }) => short_id))).toEqual(
    new Set(['SHARED-1', 'SHARED-2', 'SHARED-3', 'SHARED-4']),
  );
  const told = await queryProduct(
    first,
    'select occasion, count(*)::int from notification where project_id = $1 group by 1 order by 1',
    [project.id],
  );
  expect(told).toEqual([
    { occasion: 'first_event', count: 1 },
    { occasion: 'new_issue', count: 4 },
  ]);
});

test('a key that is revoked at one is refused at the other at once', async () => {
  const project = await createProject(first, 'Revoked');
  expect(await sendNative(second, project, errorEvent('before'))).toMatchObject({ status: 202 });
  const key = project.keys.find(({ public_key }) => public_key === publicKeyOf(project))!;
  const params = { project_id: project.id, key_id: key.id };
  await first.client.call('updateProjectKey', { params, body: { is_active: false } });
  await expect.poll(async () => (await sendNative(second, project, errorEvent('after'))).status).toBe(401);
});

test('a session of one is none at the other, whose secret is its own', async () => {
  const { access_token } = await first.client.signIn(first.owner);
  const stranger = createClient({ baseUrl: second.url, tokens: { accessToken: access_token } });
  await expect(stranger.call('getMe')).rejects.toMatchObject({ code: 'unauthenticated' });
});
