import { type Product, startProduct } from '@railguard/testing/product';
import { createProject } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('going from page to page, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    await createProject(product, 'Shop');
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  const focused = () => page.evaluate('document.activeElement.localName + ": " + document.activeElement.textContent');
  const announced = () => page.locator('[aria-live="polite"]').last().textContent();

  test('the heading of the next page has the focus, and the page is read out and named', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Projects' }).click();
    await expect.poll(focused).toBe('h1: Projects');
    expect(await announced()).toBe('Projects');
    expect(await page.title()).toBe('Projects · Railguard');
    await page.getByRole('link', { name: 'Shop' }).click();
    await expect.poll(focused).toBe('h1: Shop');
    await page.getByRole('link', { name: 'Statistics' }).click();
    await expect.poll(focused).toBe('h1: Statistics');
    await page.goBack();
    await expect.poll(focused).toBe('h1: Shop');
    expect(await announced()).toBe('Shop');
  });

  test('another stretch of time is no other page: the focus stays on its button', async () => {
    await page.getByRole('radio', { name: '24 h' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('range=7d');
    expect(await page.evaluate('document.activeElement.value')).toBe('7d');
  });

  test('on a phone every way is in sight, and of what is wider the one that is open', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const isInSight = (link: ReturnType<Page['getByRole']>) =>
      link.evaluate((element) => {
        const own = element.getBoundingClientRect();
        const bar = element.parentElement!.getBoundingClientRect();
        return own.left >= bar.left - 1 && own.right <= bar.right + 1;
      });
    const links = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').all();
    expect(links).toHaveLength(5);
    for (const link of links) expect(await isInSight(link)).toBe(true);
    const tab = page.getByRole('navigation', { name: 'Shop' }).getByRole('link', { name: 'Settings' });
    expect(await isInSight(tab)).toBe(false);
    await tab.click();
    await page.getByRole('navigation', { name: 'Settings', exact: true }).waitFor();
    await expect.poll(() => isInSight(tab)).toBe(true);
    const last = page.getByRole('link', { name: 'Delete' });
    await last.click();
    await expect.poll(() => isInSight(last)).toBe(true);
    await page.reload();
    await expect.poll(() => isInSight(last)).toBe(true);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('an address that nothing has leads on, and so does an issue that is not there', async () => {
    await page.goto(`${product.url}/nowhere`);
    await page.getByRole('heading', { level: 1, name: 'Nothing is here' }).waitFor();
    expect(await page.title()).toBe('Nothing is here · Railguard');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'To the projects' }).click();
    await expect.poll(focused).toBe('h1: Projects');
    await page.goto(`${product.url}/issues/00000000-0000-4000-8000-000000000000`);
    await page.getByRole('heading', { level: 1, name: 'Nothing is here' }).waitFor();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await shoot(page, 'not-found');
    await expectAccessible(page);
    await page.getByLabel('Search issues').fill('OrderError');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('h1: Issues');
    expect(new URL(page.url()).searchParams.get('query')).toBe('OrderError');
    expect(complaints).toEqual([]);
  });
});
