import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { everyField } from '../every-field.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

const HOSTILE = '<img src=x onerror="document.title=`hacked`"><script>document.title="hacked"</script>\u202Eevil';

describe.skipIf(!hasChromium)('working on issues, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let project: Project;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, 'Shop');
    await sendNative(product, project, everyField());
    const thrown = (type: string) => ({
      exceptions: [{ type, value: 'broken', frames: [{ function: 'run', in_app: true }] }],
    });
    await sendNative(product, project, [
      errorEvent('first', thrown('FirstError')),
      errorEvent('second', thrown('SecondError')),
      errorEvent('first', thrown('FirstError')),
    ]);
    await sendNative(product, project, errorEvent('hostile', { exceptions: [{ type: 'Error', value: HOSTILE }] }));
    await waitForIssues(product, project.id, (issues) => issues.length === 4);
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  const titles = () => page.locator('section[aria-label="Issues"] a').allTextContents();

  test('issues are listed, and what strangers sent is text', async () => {
    await page.getByText('NoMethodError', { exact: false }).first().waitFor();
    expect(await titles()).toHaveLength(4);
    expect(await page.title()).toBe('Issues · Railguard');
    expect((await titles()).join()).toContain('<img src=x');
    expect((await titles()).join()).toContain('[U+202E]');
    await shoot(page, 'triage-stream');
    await expectAccessible(page);
  });

  test('by keyboard alone an issue is resolved, and it is taken back', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByText('1 issue resolved').waitFor();
    await expect.poll(titles).toHaveLength(3);
    await page.keyboard.press('u');
    await expect.poll(titles).toHaveLength(4);
  });

  test('several are chosen and ignored together', async () => {
    const rows = page.getByRole('checkbox', { name: /^Select / });
    await rows.nth(0).check();
    await rows.nth(1).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Ignore …' }).click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Ignore for ever' }).click();
    await expect.poll(titles).toHaveLength(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(titles).toHaveLength(4);
  });

  test('a search narrows the list, and a mistake in it is said', async () => {
    await page.keyboard.press('/');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('is:unresolved NoMethodError');
    await page.keyboard.press('Enter');
    await expect.poll(titles).toHaveLength(1);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('levle:error');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('level').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('zeppelin');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing matches').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(titles).toHaveLength(4);
  });

  test('an issue shows its event with source, breadcrumbs and request, and goes from event to event', async () => {
    await page.getByText('NoMethodError', { exact: false }).first().click();
    await page.getByRole('heading', { name: 'Exception' }).waitFor();
    await page.getByRole('heading', { name: 'Request' }).waitFor();
    await shoot(page, 'triage-issue');
    await expectAccessible(page);
    await page.goBack();
    await page.getByText('FirstError: broken').first().click();
    await page.getByText('Event 2 of 2').waitFor();
    await page.keyboard.press('[');
    await page.getByText('Event 1 of 2').waitFor();
    await page.keyboard.press(']');
    await page.getByText('Event 2 of 2').waitFor();
  });

  test('the palette and the sheet know what can be done here', async () => {
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('projects');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    await shoot(page, 'triage-projects');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
