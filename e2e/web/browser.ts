import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '@railguard/testing/product';
import { source as axeSource } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';

export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
export const PLAIN_HOST = 'railguard.test';
const SHOTS = join(import.meta.dirname, '../../test-results/screenshots');

/** A Chromium that talks to nobody but the product, for the tests of a file. */
export function useBrowser(): { open: (options?: BrowserContextOptions) => Promise<Page> } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-sync',
        // A name that is not localhost: over plain HTTP such a page has fewer rights.
        `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
      ],
    });
  });
  afterAll(() => browser?.close());
  return {
    /** A page of somebody new, which fails the test where the page itself complains. */
    async open(options = { viewport: { width: 1280, height: 800 } }) {
      const page = await (await browser.newContext(options)).newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
      });
      return page;
    },
  };
}

/** What pages complained of; every story ends by expecting none. */
export const complaints: string[] = [];

/**
 * Chromium reports each refusal of the server as an error of the page, and refusals are part of the stories. Over plain
 * HTTP it tells that it leaves a header out of account.
 */
function isExpected(text: string): boolean {
  return (
    text.startsWith('Failed to load resource: the server responded with a status of 4') ||
    text.startsWith('The Cross-Origin-Opener-Policy header has been ignored')
  );
}

export async function signIn(page: Page, product: Product): Promise<void> {
  await page.goto(`${product.url}/login`);
  await page.getByLabel('E-mail address').fill(product.owner.email);
  await page.getByLabel('Password').fill(product.owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** Nothing on the page as it is stands in the way of anybody (WCAG 2.2 AA, as far as axe can tell). */
export async function expectAccessible(page: Page): Promise<void> {
  // What is half below the bar at the top, because of how far the page is scrolled, can be scrolled to.
  await page.evaluate('scrollTo(0, 0)');
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } })
      .axe;
    const { violations } = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found).toEqual([]);
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** What follows the theme or the width, such as a chart, is drawn anew in the frame after; the one after that is seen. */
async function painted(page: Page): Promise<void> {
  await page.evaluate('new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))');
}

/** Of the page as it is, in both themes, on a phone and on a wide screen; kept where CI finds them. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  const before = page.viewportSize()!;
  for (const [suffix, colorScheme, width] of [
    ['light', 'light', 1280],
    ['dark', 'dark', 1280],
    ['phone', 'light', 390],
    ['wide', 'light', 2560],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await painted(page);
    await page.screenshot({ path: join(SHOTS, `${name}-${suffix}.png`) });
    expect(await page.evaluate('document.documentElement.scrollWidth'), `${name} at ${width}`).toBeLessThanOrEqual(
      width,
    );
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
