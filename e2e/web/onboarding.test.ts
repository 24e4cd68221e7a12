import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { runProgram } from '../real-clients/run-program.ts';
import { complaints, expectAccessible, hasChromium, shoot, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('from nothing to the first error, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct({ env: { RAILGUARD_OWNER_EMAIL: '', RAILGUARD_OWNER_PASSWORD: '' } });
    page = await browser.open();
  });
  afterAll(() => product?.destroy());

  test('the first run leads to a project, and a real SDK’s first error appears on the page by itself', async () => {
    await page.goto(/http:\S+\/setup\?token=\S+/.exec(product.output())![0]);
    await page.getByLabel('E-mail address').fill('ada@example.com');
    await page.getByLabel('Password').fill('a good long password');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    await shoot(page, 'projects-waiting');
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Create project' }).click();
    await page.getByLabel('Search platforms').fill('node');
    await page.getByRole('radio', { name: 'Node.js' }).check();
    await shoot(page, 'new-project');
    await expectAccessible(page);
    await page.getByLabel('Name').fill('Checkout');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('heading', { name: 'Set up Checkout' }).waitFor();
    await page.getByText('Waiting for the first event').waitFor();
    await shoot(page, 'setup-waiting');
    await expectAccessible(page);

    const code = await page.getByText('Sentry.init').textContent();
    const dsn = /dsn: '([^']+)'/.exec(code!)![1]!;
    const { output } = await runProgram([process.execPath, 'sentry-node.mjs', 'crash'], {
      SENTRY_DSN: dsn,
      SENTRY_PACKAGE: '@sentry/node',
    });
    expect(output).toContain('the job crashed');
    await page.getByText('The first event is here').waitFor();
    await shoot(page, 'setup-received');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Take me to my error' }).click();
    await page
      .getByRole('heading', { name: /the job crashed/ })
      .first()
      .waitFor();
  });

  test('the test event arrives', async () => {
    await page.goto(`${product.url}/projects`);
    await page.getByRole('link', { name: 'Set it up' }).first().click();
    await page.getByRole('button', { name: 'Send a test event from here' }).click();
    await page.getByText('The first event is here').waitFor();
    await page.getByRole('link', { name: 'Take me to my error' }).click();
    await page
      .getByRole('heading', { name: /TestError/ })
      .first()
      .waitFor();
  });

  test('why an event was refused appears while one waits for it', async () => {
    await page.goto(`${product.url}/projects/new`);
    await page.getByLabel('Name').fill('Unlucky');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('Waiting for the first event').waitFor();
    const curl = page.getByText('curl -X POST', { exact: false });
    await page.getByRole('radio', { name: 'cURL' }).check();
    const [, id, publicKey] = /events\/(\S+) [\s\S]*X-Railguard-Key: (\w+)/.exec((await curl.textContent())!)!;
    const project = { id: id!, numeric_id: 0, keys: [{ public_key: publicKey! }] as never };
    const { status } = await sendNative(
      product,
      project,
      errorEvent('large', { extra: { much: 'x'.repeat(1_100_000) } }),
    );
    expect(status).toBe(413);
    await page.getByText('It is too large (1)').waitFor({ timeout: 20_000 });
    await shoot(page, 'setup-refused');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
