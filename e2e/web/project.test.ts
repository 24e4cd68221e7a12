import { readFileSync } from 'node:fs';
import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, outcomesOf, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('a project, in chromium', () => {
  const browser = useBrowser();
  const stored = errorEvent('pay', { environment: 'production', release: 'shop@1.0.0' });
  let product: Product;
  let project: Project;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, 'Shop', 'node');
    await sendNative(product, project, [
      stored,
      errorEvent('pay', { environment: 'production', release: 'shop@1.0.0' }),
      errorEvent('cart', { environment: 'staging', release: '=cmd@2' }),
    ]);
    await sendNative(product, project, '{"broken');
    await waitForIssues(product, project.id, (issues) => issues.length === 2);
    await eventually(
      'the refusal',
      () => outcomesOf(product, project.id),
      (outcomes) => outcomes.some(({ outcome }) => outcome === 'invalid'),
    );
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  const open = (path: string) => page.goto(`${product.url}/projects/shop${path}`);

  test('the overview shows what happened, and the numbers are there as a table', async () => {
    await open('');
    await page.getByText('One event of the last day was not stored.').waitFor();
    await page
      .getByRole('img', { name: /^Events: 3 in all/ })
      .locator('canvas')
      .waitFor();
    await page
      .getByRole('img', { name: /^New issues: 2 in all/ })
      .locator('canvas')
      .waitFor();
    await page
      .getByRole('row', { name: /OrderError/ })
      .first()
      .waitFor();
    await shoot(page, 'project-overview');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'As a table' }).first().click();
    await page.getByRole('cell', { name: '3', exact: true }).waitFor();
    await page.getByText('24 h', { exact: true }).click();
    await expect.poll(() => page.url()).toContain('range=24h');
    await page.getByRole('cell', { name: '3', exact: true }).waitFor();
  });

  test('statistics are told apart by environment and release', async () => {
    await open('/stats');
    await page.getByRole('row', { name: /production 2 66.7 %/ }).waitFor();
    await page.getByRole('row', { name: /staging 1 33.3 %/ }).waitFor();
    await shoot(page, 'project-stats');
    await expectAccessible(page);
    await page.getByText('Release', { exact: true }).click();
    await page.getByRole('row', { name: /shop@1.0.0 2/ }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    expect(text).toMatch(/^Release,time,events\r\nshop@1\.0\.0,/);
    expect(text).toContain("'=cmd@2,");
  });

  test('outcomes say what was refused, why, and what to do', async () => {
    await open('/outcomes');
    await page.getByRole('row', { name: /Stored.* 3/ }).waitFor();
    await page.getByRole('row', { name: /Invalid It is no JSON 1 Look at what the application sends/ }).waitFor();
    await shoot(page, 'project-outcomes');
    await expectAccessible(page);
  });

  test('where an event went is found by its id, also in a line of a log', async () => {
    await open('/ledger');
    await page.getByLabel('Event id').fill('no id at all');
    await page.getByRole('button', { name: 'Find it' }).click();
    await page.getByText('There is no event id in this.').waitFor();
    await page.getByLabel('Event id').fill(`sent event ${stored.event_id} just now`);
    await page.getByRole('button', { name: 'Find it' }).click();
    await page.getByRole('heading', { name: 'It is stored' }).waitFor();
    await shoot(page, 'project-ledger');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Open it' }).click();
    await page
      .getByRole('heading', { name: /OrderError/ })
      .first()
      .waitFor();
    await open(`/ledger?event=${'0'.repeat(32)}`);
    await page.getByRole('heading', { name: 'Nothing is known of it' }).waitFor();
  });

  test('a key is revoked, and what is sent with it is refused', async () => {
    await open('/settings/keys');
    await page.getByText('Last used:').waitFor();
    await shoot(page, 'project-keys');
    await expectAccessible(page);
    await page.getByLabel('Label', { exact: true }).last().fill('web shop');
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('heading', { name: 'web shop' }).waitFor();
    await page.getByRole('button', { name: 'Revoke' }).first().click();
    await page.getByText('Revoked: what is sent with it is refused').waitFor();
    await expect.poll(async () => (await sendNative(product, project, errorEvent('late'))).status).toBe(401);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Restored: it is accepted again').waitFor();
  });

  test('what is hidden is hidden in the next event', async () => {
    await open('/settings/privacy');
    await page.getByLabel('Fields that are hidden as well').fill('nickname');
    await shoot(page, 'project-privacy');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It counts for events from now on.').waitFor();
    const extraOf = async () => {
      const event = errorEvent('private', { extra: { nickname: 'Ada the Great' } });
      await sendNative(product, project, event);
      const params = { project_id: project.id, event_id: event.event_id };
      await expect.poll(() => product.client.call('getEvent', { params }).catch(() => undefined)).toBeDefined();
      return JSON.stringify((await product.client.call('getEvent', { params })).extra);
    };
    await expect.poll(extraOf, { timeout: 15_000 }).not.toContain('Ada the Great');
  });

  test('grouping takes rules as people write them, and says which line is none', async () => {
    await open('/settings/grouping');
    const rules = page.getByLabel('Fingerprint rules');
    await rules.fill('type:OrderError -> orders\nnonsense');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is no rule: nonsense').waitFor();
    await shoot(page, 'project-grouping');
    await rules.fill('type:OrderError -> orders');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It counts for events from now on.').waitFor();
    await page.reload();
    expect(await rules.inputValue()).toBe('type:OrderError -> orders');
  });

  test.each(['general', 'filters', 'environments', 'retention'])(
    'the settings under %s can be used by everybody',
    async (name) => {
      await open(`/settings/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page
        .getByRole('button', { name: /Save|Hide/ })
        .first()
        .waitFor();
      await shoot(page, `project-${name}`);
      await expectAccessible(page);
    },
  );

  test('a project is deleted only by its name', async () => {
    await open('/settings/danger');
    await page.getByRole('button', { name: 'Delete project' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Shop?' });
    expect(await dialog.getByRole('button', { name: 'Delete project' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Type “shop” to go on').fill('shop');
    await shoot(page, 'project-delete');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Delete project' }).click();
    await page.getByText('Shop is deleted').waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Shop', exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
