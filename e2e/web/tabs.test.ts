import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { complaints, hasChromium, PLAIN_HOST, signIn, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('several tabs, and plain HTTP, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let project: Project;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, 'Shop', 'node');
    await sendNative(product, project, errorEvent('first'));
    await waitForIssues(product, project.id, (issues) => issues.length === 1);
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  const streamsOf = (tab: Page) => {
    const opened: string[] = [];
    tab.on('request', (request) => request.url().includes('/api/v1/stream') && opened.push(request.url()));
    return opened;
  };

  test('tabs share one live stream, and the next one takes over when its tab is closed', async () => {
    await page.goto('about:blank');
    const isHeard = page.waitForResponse(/\/stream\?/);
    await page.goto(`${product.url}/issues`);
    await page.getByText('OrderError').first().waitFor();
    await isHeard;
    const other = await page.context().newPage();
    const others = streamsOf(other);
    await other.goto(`${product.url}/issues`);
    await other.getByText('OrderError').first().waitFor();

    await sendNative(product, project, errorEvent('second'));
    for (const tab of [page, other]) await tab.getByRole('button', { name: /1 new/ }).waitFor();
    expect(others).toEqual([]);

    await page.close();
    await expect.poll(() => others.length).toBe(1);
    await sendNative(product, project, errorEvent('third'));
    await other.getByRole('button', { name: /2 new/ }).waitFor();
    page = other;
  });

  test('over plain HTTP from another machine one signs in, stays so, copies, and hears what happens', async () => {
    const plain = await browser.open();
    const url = `http://${PLAIN_HOST}:${product.port}`;
    await signIn(plain, { ...product, url });
    expect(await plain.evaluate('isSecureContext')).toBe(false);
    await plain.goto(`${url}/projects/shop/setup`);
    await plain.getByText('This project receives events.').waitFor();
    // It is said for a moment only.
    const copied = plain.getByRole('button', { name: 'Copied' }).waitFor();
    await plain.getByRole('button', { name: 'Copy' }).first().click();
    await copied;
    await plain.goto('about:blank');
    const isHeard = plain.waitForResponse(/\/stream\?/);
    await plain.goto(`${url}/issues`);
    await plain.getByText('OrderError').first().waitFor();
    await isHeard;
    await sendNative(product, project, errorEvent('fourth'));
    await plain.getByRole('button', { name: /1 new/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});
