import { type LiveMessage, openStream } from '@railguard/client/stream';
import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, issuesOf } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.destroy());

/** A page that hears what happens in the product. */
async function listen(query: { project_id?: string } = {}) {
  const leaving = new AbortController();
  const heard: LiveMessage[] = [];
  let isConnected = false;
  let resets = 0;
  const hearing = openStream({
    client: product.client,
    query,
    onMessage: (message) => heard.push(message),
    onReset: () => {
      resets += 1;
    },
    onConnected: (now) => {
      isConnected = now;
    },
    signal: leaving.signal,
  });
  const connected = () => expect.poll(() => isConnected, { timeout: 30_000, interval: 5 }).toBe(true);
  await connected();
  return {
    heard,
    resets: () => resets,
    connected,
    until: (type: string) =>
      expect.poll(() => heard.map((message) => message.type), { timeout: 10_000, interval: 5 }).toContain(type),
    leave: () => {
      leaving.abort();
      return hearing;
    },
  };
}

/** Not the worst: a busy machine may stand still for a second. */
const medianOf = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

test('an event is mostly heard of within two seconds of being sent, and so is one that is refused', async () => {
  const project = await createProject(product, 'Live');
  const page = await listen({ project_id: project.id });
  const times: number[] = [];
  for (const [round, where] of ['first', 'second', 'third', 'fourth', 'fifth'].entries()) {
    const started = performance.now();
    expect(await sendNative(product, project, errorEvent(where))).toMatchObject({ status: 202 });
    await expect
      .poll(() => page.heard.filter(({ type }) => type === 'issue.new').length, { interval: 5 })
      .toBe(round + 1);
    times.push(performance.now() - started);
  }
  expect(medianOf(times)).toBeLessThan(2_000);
  const ids = (await issuesOf(product, project.id)).map(({ id }) => id).sort();
  const told = page.heard.filter(({ type }) => type === 'issue.new').flatMap(({ issue_ids }) => issue_ids);
  expect(told.sort()).toEqual(ids);
  expect(page.heard.filter(({ type }) => type === 'project.first_event')).toHaveLength(1);

  const refusals: number[] = [];
  for (const round of [1, 2, 3]) {
    const started = performance.now();
    expect(await sendNative(product, project, 'nonsense')).toMatchObject({ status: 400 });
    await expect
      .poll(() => page.heard.filter(({ type }) => type === 'ingest.rejected').length, { interval: 5 })
      .toBe(round);
    refusals.push(performance.now() - started);
  }
  expect(medianOf(refusals)).toBeLessThan(2_000);
  await page.leave();
});

test('a product with open streams stops within ten seconds, and whoever listens hears on when it is back', async () => {
  const project = await createProject(product, 'Back');
  const page = await listen();
  await product.stop();
  await product.restart();
  await page.connected();
  expect(await sendNative(product, project, errorEvent('again'))).toMatchObject({ status: 202 });
  await page.until('issue.new');
  expect(page.resets()).toBe(0);
  await page.leave();
});
