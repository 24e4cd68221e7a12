import { readFileSync } from 'node:fs';
import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Issue, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { everyField } from '../every-field.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('one issue, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let project: Project;
  let issue: Issue;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, 'Shop', 'ruby');
    for (const environment of ['staging', 'production', 'production']) {
      await sendNative(product, project, { ...everyField(), event_id: undefined, environment });
    }
    await sendNative(product, project, errorEvent('another'));
    const issues = await waitForIssues(
      product,
      project.id,
      (all) => all.length === 2 && all.some(({ event_count }) => event_count === 3),
    );
    issue = issues.find(({ event_count }) => event_count === 3)!;
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  const open = (path = '') => page.goto(`${product.url}/issues/${issue.id}${path}`);
  const tab = (name: string) => page.getByRole('navigation', { name: 'This issue' }).getByRole('link', { name });

  test('shows what happened, and how often', async () => {
    await open();
    await page
      .getByRole('heading', { name: /NoMethodError/ })
      .first()
      .waitFor();
    await page.getByText('render json: order.total').waitFor();
    await page
      .getByRole('img', { name: /^Events: 3 in all/ })
      .locator('canvas')
      .waitFor();
    await shoot(page, 'issue');
    await expectAccessible(page);
  });

  test('one goes from event to event by keys, also within a search', async () => {
    await page.getByText('Event 3 of 3').waitFor();
    await page.keyboard.press('[');
    await page.getByText('Event 2 of 3').waitFor();
    await page.keyboard.press('{');
    await page.getByText('Event 1 of 3').waitFor();
    await page.getByLabel('Search within this issue').fill('environment:production');
    await page.keyboard.press('Enter');
    await page.getByText('Event 2 of 2').waitFor();
    await page.keyboard.press('[');
    await page.getByText('Event 1 of 2').waitFor();
    expect(page.url()).toContain('query=environment');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.getByText('Event 3 of 3').waitFor();
  });

  test('keys lead to the next issue of the list, and back', async () => {
    await page.goto(`${product.url}/issues`);
    await page.getByRole('link', { name: /OrderError/ }).click();
    await page
      .getByRole('heading', { name: /OrderError/ })
      .first()
      .waitFor();
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+K');
    await page.getByRole('heading', { level: 1, name: /NoMethodError|OrderError/ }).waitFor();
    const first = await page.getByRole('heading', { level: 1 }).textContent();
    await page.keyboard.press(first!.includes('OrderError') ? 'Shift+J' : 'Shift+K');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).not.toBe(first);
    await open();
    await page.getByText('Event 3 of 3').waitFor();
  });

  test('a key leads to the event that tells most, and a stack is opened and turned round', async () => {
    await page.keyboard.press('{');
    await page.getByText('Event 1 of 3').waitFor();
    await page.getByRole('button', { name: 'Recommended event' }).click();
    await page.getByText('Event 3 of 3').waitFor();
    expect(await page.getByRole('button', { name: 'Recommended event' }).isDisabled()).toBe(true);
    const frames = page.getByRole('list').filter({ has: page.getByRole('button', { name: /orders_controller/ }) });
    await page.getByRole('radio', { name: 'Full' }).check();
    await page.getByRole('button', { name: 'Expand all' }).first().click();
    expect(await frames.getByRole('button', { expanded: true }).count()).toBe(2);
    expect(await frames.getByRole('button', { expanded: true }).first().textContent()).toContain('create');
    await page.getByRole('button', { name: 'Newest first' }).first().click();
    expect(await frames.getByRole('button', { expanded: true }).first().textContent()).toContain('process_action');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Oldest first' }).first().click();
    await page.getByRole('radio', { name: 'Relevant' }).check();
  });

  test('an event is taken along as Markdown', async () => {
    await page.getByRole('button', { name: 'Take along …' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Download Markdown' }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    expect(text).toContain('NoMethodError');
  });

  test('its events are listed, and one is opened', async () => {
    await tab('Events').click();
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    await shoot(page, 'issue-events');
    await expectAccessible(page);
    await page.getByLabel('Search within this issue').fill('environment:production');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    await page.getByRole('row').nth(3).getByRole('link').click();
    await page.getByText('Event 1 of 3').waitFor();
  });

  test('its tags are counted, and lead to a search', async () => {
    await expect
      .poll(async () => {
        const params = { issue_id: issue.id };
        return (await product.client.call('listIssueTags', { params })).data.find(({ key }) => key === 'environment')
          ?.event_count;
      })
      .toBe(3);
    await tab('Tags').click();
    await page.getByRole('row', { name: /^production 2 .*67 %/ }).waitFor();
    await shoot(page, 'issue-tags');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'production' }).first().click();
    await page.getByRole('heading', { name: 'Issues' }).waitFor();
    expect(page.url()).toContain('environment');
  });

  test('a comment is written by keys, edited and deleted', async () => {
    await open('/activity');
    await page.getByLabel('Write a comment').waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('<b>Seen</b> after the deploy');
    await page.keyboard.press('Control+Enter');
    await page.getByText('<b>Seen</b> after the deploy').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Edit').fill('Seen before it, too');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('(edited)').waitFor();
    await page.getByText('wrote a comment').first().waitFor();
    await shoot(page, 'issue-activity');
    await expectAccessible(page);
    await page.getByRole('article').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nobody has written anything yet.').waitFor();
  });

  test('it is assigned and resolved in a release, and that is taken back', async () => {
    await page.keyboard.press('a');
    await page.getByRole('menuitem').first().click();
    await page
      .getByRole('img', { name: /^Assigned to/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Resolve in …' }).click();
    await page.getByRole('menuitem', { name: /release …|given release|In a release/i }).click();
    // What the project was seen with is suggested.
    await page.locator('datalist option[value="shop@1.4.2"]').waitFor({ state: 'attached' });
    await page.getByRole('dialog').getByLabel('Release').fill('shop@2.0.0');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Resolved in shop@2.0.0').first().waitFor();
    // Undone while that is offered, which is for some seconds.
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Unresolve' }).waitFor();
    await shoot(page, 'issue-resolved');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Unresolve' }).click();
    await page.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
  });

  test('it is ignored until so many more events came', async () => {
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Until …', exact: true }).click();
    await page.getByRole('dialog').getByLabel('How many more').fill('25');
    await shoot(page, 'issue-ignore');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByText('Ignored until 25 more events').first().waitFor();
    await page.getByRole('button', { name: 'Unresolve' }).click();
    await page.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
  });

  test('another is merged into it and taken out again', async () => {
    await tab('Merged').click();
    await page.getByText('Nothing was merged into this issue').waitFor();
    await page.getByRole('button', { name: 'Merge another into this' }).click();
    await page.getByLabel('Words of its title').fill('OrderError');
    await page.getByRole('button', { name: /^Merge SHOP-/ }).click();
    await page.getByRole('heading', { name: /^Merge SHOP-\d+ into SHOP-\d+\?/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('row', { name: /OrderError/ }).waitFor();
    await page.getByRole('img', { name: /^Events: 4 in all/ }).waitFor();
    await shoot(page, 'issue-merged');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take out' }).click();
    await page.getByText('Nothing was merged into this issue').waitFor();
    await page.getByRole('img', { name: /^Events: 3 in all/ }).waitFor();
  });

  test('why its events are one is told, and it is deleted by its name', async () => {
    await tab('Grouping').click();
    await page.getByText('What was hashed').waitFor();
    await shoot(page, 'issue-grouping');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: /^Delete/ }).click();
    await page.getByRole('dialog').getByLabel(`Type “${issue.short_id}” to go on`).fill(issue.short_id);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await page.getByRole('heading', { name: 'Issues' }).waitFor();
    await waitForIssues(product, project.id, (all) => all.length === 1);
    expect(complaints).toEqual([]);
  });
});
