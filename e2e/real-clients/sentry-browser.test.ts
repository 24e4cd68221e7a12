import { existsSync } from 'node:fs';
import { publicKeyOf } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import {
  createProject,
  latestEventOf,
  outcomesOf,
  type Project,
  waitForIssues,
} from '@railguard/testing/product-reading';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageServer, servePage } from './page-server.ts';

const CHROMIUM = '/usr/bin/chromium';
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

describe.skipIf(!existsSync(CHROMIUM))('@sentry/browser 11 in chromium', () => {
  let product: Product;
  let project: Project;
  let browser: Browser;
  let server: PageServer;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, 'Browser', 'javascript');
    // Another origin than the product's, so that the browser asks whether it may send and read.
    server = await servePage('sentry-browser.js', project.sentry_dsn!);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await product?.destroy();
  });

  async function openShop(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(server.url);
    return page;
  }

  test('reports what a click threw, a rejection nobody handled and a message', async () => {
    const page = await openShop();
    for (const button of ['#throw', '#reject', '#message']) await page.click(button);
    await page.evaluate('window.flushSentry()');
    const issues = await waitForIssues(product, project.id, (found) => found.length === 3);
    const find = (start: string) => issues.find(({ title }) => title.startsWith(start));

    const thrown = find('TypeError');
    // The page's path is the transaction, and that names the place.
    expect(thrown).toMatchObject({
      title: 'TypeError: cart is not a list',
      culprit: '/',
      level: 'error',
      handled: false,
    });
    expect(find('RangeError')).toMatchObject({ title: 'RangeError: cart has too many pages', handled: false });
    expect(find('cart was abandoned')).toMatchObject({ level: 'info', handled: true });

    const event = await latestEventOf(product, thrown!);
    expect(event).toMatchObject({
      platform: 'javascript',
      release: 'shop-web@2.0.0',
      environment: 'staging',
      user: { id: '8', email: 'bert@example.com' },
      tags: { theme: 'dark' },
      request: { url: `${server.url}/`, headers: { 'User-Agent': expect.stringContaining('Chrome') } },
      sdk: { name: 'sentry.javascript.browser', version: expect.stringMatching(/^11\./) },
    });
    expect(event.exceptions?.[0]?.frames?.[0]).toMatchObject({
      function: 'renderCart',
      filename: '/app.js',
      abs_path: `${server.url}/app.js`,
      in_app: true,
      lineno: expect.any(Number),
      colno: expect.any(Number),
    });
    expect(
      event.breadcrumbs?.some(({ category, message }) => category === 'ui.click' && message?.includes('#throw')),
    ).toBe(true);
    await page.close();
  });

  test('the same crash in a second visit is the same issue', async () => {
    const before = await waitForIssues(product, project.id, (found) => found.length === 3);
    const page = await openShop();
    await page.click('#throw');
    await page.evaluate('window.flushSentry()');
    const isSeenAgain = ({ title, event_count }: { title: string; event_count: number }) =>
      title.startsWith('TypeError') && event_count === 2;
    const after = await waitForIssues(product, project.id, (found) => found.some(isSeenAgain));
    expect(after).toHaveLength(before.length);
    await page.close();
  });

  test('a page can read why it is refused, and for how long', async () => {
    const params = { project_id: project.id };
    const key = await product.client.call('createProjectKey', { params, body: { rate_limit_per_minute: 1 } });
    const page = await openShop();
    const envelope = `${product.url}/api/${project.numeric_id}/envelope/?sentry_key=${key.public_key}`;
    const read = async (url: string): Promise<Record<string, string | number | null>> =>
      page.evaluate(async (address) => {
        const response = await fetch(address, { method: 'POST', body: '{}\n{"type":"session"}\n{"status":"ok"}\n' });
        const header = (name: string) => response.headers.get(name);
        return {
          status: response.status,
          retryAfter: header('retry-after'),
          limits: header('x-sentry-rate-limits'),
          error: header('x-sentry-error'),
        };
      }, url);
    expect(await read(envelope)).toMatchObject({ status: 200 });
    expect(await read(envelope)).toEqual({
      status: 429,
      retryAfter: expect.stringMatching(/^\d+$/),
      limits: expect.stringMatching(/^\d+:[\w;]*:\w+/),
      error: expect.stringMatching(/\w/),
    });
    const unknown = `${product.url}/api/${project.numeric_id}/envelope/?sentry_key=${'f'.repeat(32)}`;
    expect(await read(unknown)).toMatchObject({ status: 401, error: expect.stringMatching(/\w/) });
    const native = `${product.url}/api/v1/events/${project.id}?key=${key.public_key}`;
    expect(await read(native)).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^\d+$/) });
    await page.close();
  });

  test('a project that lists its origins takes events from no other', async () => {
    const guarded = await product.client.call('createProject', {
      body: { name: 'Guarded', allowed_origins: ['https://shop.example'] },
    });
    const page = await openShop();
    const address = `${product.url}/api/v1/events/${guarded.id}?key=${publicKeyOf(guarded)}`;
    const send = (url: string) => fetch(url, { method: 'POST', body: '{"message": "hello"}' });
    await expect(page.evaluate(send, address)).rejects.toThrow('Failed to fetch');
    await expect
      .poll(() => outcomesOf(product, guarded.id), { timeout: 15_000 })
      .toEqual([expect.objectContaining({ outcome: 'filtered', reason: 'origin_not_allowed', quantity: 1 })]);
    await page.close();
  });
});
