import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

const MANY = 320;
const BATCH = 80;

/** An error of a kind of its own in the module `bulk`; every fourth is of staging. */
const numbered = (number: number) =>
  errorEvent(`run${number}`, {
    environment: number % 4 === 0 ? 'staging' : 'production',
    release: `shop@1.${number % 3}.0`,
    tags: { plan: number % 2 ? 'pro' : 'free' },
    exceptions: [
      {
        type: `Error${number}`,
        value: `card ${number} was declined`,
        frames: [
          {
            function: `run${number}`,
            filename: 'src/orders.js',
            lineno: 42,
            in_app: true,
            pre_context: ['function run() {'],
            context_line: '  return order.total.cents;',
            post_context: ['}'],
          },
        ],
      },
    ],
  });

describe.skipIf(!hasChromium)('the stream of issues, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let shop: Project;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    shop = await createProject(product, 'Shop');
    const till = await createProject(product, 'Till');
    const all = Array.from({ length: MANY }, (_, number) => numbered(number));
    for (let start = 0; start < MANY; start += BATCH) {
      await sendNative(product, shop, all.slice(start, start + BATCH));
    }
    await sendNative(product, till, errorEvent('till'));
    const params = { organization_id: shop.organization_id };
    await eventually(
      'all issues',
      () => product.client.call('countIssues', { params, query: { query: '' } }),
      ({ data }) => data[0]!.issue_count === MANY + 1,
      60_000,
    );
    await waitForIssues(product, till.id, (issues) => issues.length === 1);
    page = await browser.open();
    await signIn(page, product);
    await rows().first().waitFor();
  });
  afterAll(() => product?.destroy());

  const rows = () => page.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
  const search = () => page.getByRole('combobox', { name: 'Search issues' });
  const tab = (name: RegExp) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  const searchFor = async (text: string) => {
    await search().fill(text);
    await search().press('Enter');
  };

  test('of some hundreds only those that are seen are in the page, and all are reached by scrolling', async () => {
    await shoot(page, 'stream');
    await expectAccessible(page);
    expect(await rows().count()).toBeLessThan(40);
    const last = page.locator(`[aria-posinset="${MANY + 1}"]`);
    const scroll = async () => {
      await page.mouse.wheel(0, 4_000);
      return last.count();
    };
    await expect.poll(scroll, { interval: 100, timeout: 60_000 }).toBe(1);
    expect(await last.getAttribute('aria-setsize')).toBe(String(MANY + 1));
    expect(await rows().count()).toBeLessThan(40);
  });

  test('whoever comes back from an issue is where they left, with the cursor', async () => {
    const middle = page.locator('[aria-posinset="160"]');
    await page.evaluate('window.scrollTo(0, 160 * 60)');
    await middle.waitFor();
    const before = await page.evaluate<number>('window.scrollY');
    await middle.getByRole('link').click();
    await page.getByRole('heading', { name: 'Exception' }).waitFor();
    await page.goBack();
    await middle.waitFor();
    await expect.poll(() => page.evaluate<number>('Math.round(window.scrollY)')).toBe(Math.round(before));
    await page.evaluate('window.scrollTo(0, 0)');
  });

  test('the cursor moves by keyboard beyond what is seen, and what is chosen stays chosen', async () => {
    await page.locator('[aria-posinset="1"]').hover();
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    for (let step = 0; step < 30; step++) await page.keyboard.press('j');
    await page.keyboard.press('Shift+J');
    await page.getByText('3 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('3 selected').waitFor({ state: 'detached' });
    await page.evaluate('window.scrollTo(0, 0)');
  });

  test('an issue is looked at beside the list, and its neighbours with j and k', async () => {
    await searchFor('is:unresolved Error77');
    await expect.poll(() => rows().count()).toBe(1);
    await searchFor('is:unresolved environment:staging');
    await expect.poll(() => rows().count()).toBeGreaterThan(5);
    await search().blur();
    await page.locator('[aria-posinset="1"]').hover();
    await page.keyboard.press('k');
    await page.keyboard.press('Space');
    const peek = page.getByRole('complementary');
    await peek.getByText('return order.total.cents;').waitFor();
    expect(page.url()).toContain('peek=');
    await shoot(page, 'stream-peek');
    await expectAccessible(page);
    const first = await peek.getByRole('heading', { level: 2 }).textContent();
    await page.keyboard.press('j');
    await expect.poll(() => peek.getByRole('heading', { level: 2 }).textContent()).not.toBe(first);
    await page.keyboard.press('Escape');
    await peek.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('peek=');
    await rows().nth(2).getByTitle('1 events').click();
    await peek.getByRole('button', { name: 'Close' }).click();
    await peek.waitFor({ state: 'detached' });
  });

  test('filters edit the text of the search, with counts', async () => {
    await tab(/^Unresolved/).click();
    await page.getByRole('button', { name: 'Environment' }).click();
    const staging = page.getByRole('menuitemcheckbox', { name: /staging/ });
    await staging.waitFor();
    await page.getByText('Of the latest 250').waitFor();
    await staging.click();
    await expect.poll(() => search().inputValue()).toBe('is:unresolved environment:staging');
    await shoot(page, 'stream-filter');
    await expectAccessible(page);
    await staging.click();
    await expect.poll(() => search().inputValue()).toBe('is:unresolved');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Seen' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'In the last day' }).click();
    await expect.poll(() => search().inputValue()).toBe('is:unresolved lastSeen:-24h');
    await page.getByRole('button', { name: 'Project' }).click();
    await page.getByRole('menuitemcheckbox', { name: /till/ }).click();
    await expect.poll(() => rows().count()).toBe(1);
    await page.keyboard.press('Escape');
  });

  test('a link to the issues of a project becomes a term of the search', async () => {
    await page.goto(`${product.url}/issues?project=${shop.id}`);
    await expect.poll(() => search().inputValue()).toBe('is:unresolved project:shop');
    expect(page.url()).not.toContain(shop.id);
  });

  test('keys and values are suggested, searches are remembered, and a mistake is put right by a button', async () => {
    await search().fill('pla');
    await page.getByRole('option', { name: 'plan:' }).waitFor();
    await search().fill('plan:');
    await page.getByRole('option', { name: /plan:pro/ }).waitFor();
    await search().press('ArrowDown');
    await search().press('Enter');
    await search().press('Enter');
    await expect.poll(() => search().inputValue()).toMatch(/^plan:(pro|free)$/);
    await searchFor('is:unresolved status:open');
    await page.getByRole('alert').getByText('did you mean "is"?').waitFor();
    await shoot(page, 'stream-mistake');
    await expectAccessible(page);
    await searchFor('levle:error till');
    await page.getByRole('button', { name: 'Use “level”' }).click();
    await expect.poll(() => search().inputValue()).toBe('level:error till');
    await searchFor('is:unresolved OR is:resolved');
    await page.getByRole('alert').getByText('write key:[one,two]').waitFor();
    await search().click();
    await page.getByRole('option', { name: 'level:error till' }).waitFor();
    await search().press('Escape');
  });

  test('a search is saved as a view, shared, renamed, made the default and deleted with a way back', async () => {
    await searchFor('is:unresolved environment:staging');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByLabel('What it is called').fill('Staging');
    await page.getByLabel('Share it with the organisation').check();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click();
    await expect.poll(() => tab(/^Staging/).textContent()).toContain('80');
    const menu = page.getByRole('button', { name: 'What can be done with the view' });
    await menu.click();
    await shoot(page, 'stream-view');
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('What it is called').fill('On staging');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await tab(/^On staging/).waitFor();
    await menu.click();
    await page.getByRole('menuitem', { name: 'Make it my default' }).click();
    await page.getByText('Your issues open with On staging').waitFor();
    await page.goto(`${product.url}/issues`);
    await expect.poll(() => search().inputValue()).toBe('is:unresolved environment:staging');
    await menu.click();
    await page.getByRole('menuitem', { name: 'Delete the view' }).click();
    await tab(/^On staging/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await tab(/^Your default On staging|^On staging/).waitFor();
    await tab(/^Unresolved/).click();
  });

  test('all that match are chosen, also those that are not loaded, and it is taken back', async () => {
    await page.getByRole('checkbox', { name: 'All rows' }).check();
    await page.getByRole('button', { name: `Select all ${MANY + 1} that match` }).click();
    await shoot(page, 'stream-everything');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByText('All is resolved').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await rows().first().waitFor();
    await expect.poll(() => tab(/^Unresolved/).textContent()).toContain(String(MANY + 1));
  });

  test('issues are resolved in a release, assigned, merged and deleted', async () => {
    await searchFor('is:unresolved Error31');
    await expect.poll(() => rows().count()).toBe(11);
    await search().blur();
    await page.locator('[aria-posinset="1"]').hover();
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: 'To me' }).click();
    await page.getByText('1 issue assigned to').waitFor();
    await page.getByRole('img', { name: /^Assigned to/ }).waitFor();

    const boxes = page.getByRole('checkbox', { name: /^Select / });
    const before = await rows().count();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'More …' }).click();
    await page.getByRole('menuitem', { name: 'Merge' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await page.getByText('2 issues merged').waitFor();
    await expect.poll(() => rows().count()).toBe(before - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows().count()).toBe(before);

    await boxes.nth(0).check();
    await page.getByRole('button', { name: 'Resolve in …' }).click();
    await page.getByRole('menuitem', { name: 'Resolve in a release …' }).click();
    await page.getByLabel('Release', { exact: true }).fill('shop@2.0.0');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('1 issue resolved').waitFor();
    await expect.poll(() => rows().count()).toBe(before - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows().count()).toBe(before);

    await boxes.nth(0).check();
    await page.getByRole('button', { name: 'More …' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const remove = page.getByRole('dialog').getByRole('button', { name: 'Delete' });
    expect(await remove.isDisabled()).toBe(true);
    const asked = await page
      .getByRole('dialog')
      .getByText(/^Type “/)
      .textContent();
    await page
      .getByRole('dialog')
      .getByRole('textbox')
      .fill(/“(.*)”/.exec(asked!)![1]!);
    await shoot(page, 'stream-delete');
    await remove.click();
    await expect.poll(() => rows().count()).toBe(before - 1);
  });

  test('what cannot be done is said, and the rest is done', async () => {
    await searchFor('is:unresolved Error30');
    await expect.poll(() => rows().count()).toBe(11);
    await search().blur();
    const before = await rows().count();
    const boxes = page.getByRole('checkbox', { name: /^Select / });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const href = await rows().nth(0).getByRole('link').getAttribute('href');
    await product.client.call('deleteIssue', { params: { issue_id: href!.split('/').at(-1)! } });
    await page.keyboard.press('e');
    await page.getByText('1 issue resolved, 1 could not be').waitFor();
    await expect.poll(() => rows().count()).toBe(before - 2);
  });

  test('what comes in meanwhile is said, and moves nothing until it is asked for', async () => {
    await tab(/^Unresolved/).click();
    await expect.poll(() => rows().count()).toBeGreaterThan(12);
    await page.locator('section[aria-label="Issues"][aria-busy="false"]').waitFor();
    const first = await rows().first().getByRole('link').textContent();
    await sendNative(product, shop, errorEvent('brand new'));
    const pill = page.getByRole('button', { name: /^1 new, 0 changed/ });
    await pill.waitFor();
    expect(await rows().first().getByRole('link').textContent()).toBe(first);
    await pill.click();
    await expect.poll(() => rows().first().getByRole('link').textContent()).toContain('OrderError');
    expect(complaints).toEqual([]);
  });

  test('without a connection it says quietly that nothing is live', async () => {
    await page.context().setOffline(true);
    await page.getByText('Not live').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Not live').waitFor({ state: 'detached' });
  });
});
