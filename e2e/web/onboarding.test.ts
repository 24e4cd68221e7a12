import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { runProgram } from '../real-clients/run-program.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('from nothing to the first error, in chromium', () => {
  const browser = useBrowser();
  let fresh: Product;
  let product: Product;
  let page: Page;
  beforeAll(async () => {
    [fresh, product] = await Promise.all([
      startProduct({ env: { RAILGUARD_OWNER_EMAIL: '', RAILGUARD_OWNER_PASSWORD: '' } }),
      startProduct(),
    ]);
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => Promise.all([fresh?.destroy(), product?.destroy()]));

  const openSetup = async (name: string): Promise<Project> => {
    const project = await createProject(product, name, 'node');
    await page.goto(`${product.url}/projects/${project.slug}/setup`);
    await page.getByText('Waiting for the first event').waitFor();
    return project;
  };

  test('the printed link leads to the set-up of the first project, and a real SDK to its first error', async () => {
    const first = await browser.open();
    await first.goto(/http:\S+\/setup\?token=\S+/.exec(fresh.output())![0]);
    await first.getByLabel('E-mail address').fill('ada@example.com');
    await first.getByLabel('Password').fill('a good long password');
    await first.getByRole('button', { name: 'Create account' }).click();
    await first.getByRole('heading', { name: 'Set up My app' }).waitFor();
    await first.getByText('Waiting for the first event').waitFor();
    await shoot(first, 'onboarding-waiting');
    await expectAccessible(first);

    await first.getByText('X-Railguard-Key').waitFor();
    await first.getByRole('combobox', { name: 'Platform' }).selectOption({ label: 'Node.js' });
    expect(first.url()).toContain('platform=node');
    const init = await first.locator('pre', { hasText: 'Sentry.init' }).textContent();
    const dsn = /dsn: '([^']+)'/.exec(init!)![1]!;
    const { code } = await runProgram([process.execPath, 'sentry-node.mjs', 'crash'], {
      SENTRY_DSN: dsn,
      SENTRY_PACKAGE: '@sentry/node',
    });
    expect(code).not.toBe(0);

    const way = first.getByRole('link', { name: 'Take me to my error' });
    await way.waitFor();
    await first.getByText('The first event is here').waitFor();
    await shoot(first, 'onboarding-received');
    await expectAccessible(first);
    await way.click();
    await first.getByRole('heading', { name: 'TypeError: the job crashed' }).waitFor();
  });

  test('a project is made for a platform that is found by name, and begins with its set-up', async () => {
    await page.goto(`${product.url}/projects/new`);
    await page.getByRole('radio', { name: 'Browser JavaScript' }).waitFor();
    await shoot(page, 'onboarding-new');
    await expectAccessible(page);
    await page.getByRole('searchbox', { name: 'Search platforms' }).fill('djan');
    await page.getByRole('radio').focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Name', { exact: true }).fill('Till');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('heading', { name: 'Set up Till' }).waitFor();
    await page.getByText('sentry-sdk[django]').waitFor();
  });

  test('the button sends an event that says it is a test', async () => {
    const { id } = await openSetup('Tested');
    await page.getByRole('button', { name: 'Send a test event' }).click();
    await page.getByRole('link', { name: 'Take me to my error' }).click();
    await page.getByRole('heading', { name: /TestError: This is a test event/ }).waitFor();
    await page.getByText('onboarding/test-event.js').first().waitFor();

    // That somebody is told of something is no event.
    const isHeard = page.waitForResponse(/\/stream\?/);
    await page.goto(`${product.url}/projects/tested/setup`);
    await page.getByText('This project receives events.').waitFor();
    await isHeard;
    const params = { project_id: id };
    const [rule] = (await product.client.call('listAlertRules', { params })).data;
    const alert = await product.client.call('testAlertRule', { params: { ...params, rule_id: rule!.id } });
    const stateOf = async () =>
      (await product.client.call('getAlert', { params: { ...params, alert_id: alert.id } })).state;
    await expect.poll(stateOf, { timeout: 20_000 }).toBe('kept');
    expect(await page.getByText('This project receives events.').isVisible()).toBe(true);
  });

  test('an event that comes before the page listens is not waited for, and is still there without a connection', async () => {
    const released = Promise.withResolvers<void>();
    await page.route(/\/stream\?/, async (route) => {
      await released.promise;
      await route.continue();
    });
    const project = await openSetup('Early');
    await sendNative(product, project, errorEvent('early'));
    await waitForIssues(product, project.id, (issues) => issues.length === 1);
    expect(await page.getByText('Waiting for the first event').isVisible()).toBe(true);
    released.resolve();
    await page.getByText('This project receives events.').waitFor();
    await page.unroute(/\/stream\?/);
    await page.context().setOffline(true);
    await page.waitForTimeout(500);
    expect(await page.getByText('This project receives events.').isVisible()).toBe(true);
    await page.context().setOffline(false);
  });

  test('a refusal is told as it happens, with what to do about it, and is still there later', async () => {
    const project = await openSetup('Refused');
    const params = { project_id: project.id, key_id: project.keys[0]!.id };
    await product.client.call('updateProjectKey', { params, body: { rate_limit_per_minute: 1 } });
    const send = async () => (await sendNative(product, project, 'no event')).status;
    await expect.poll(send, { timeout: 15_000 }).toBe(429);

    const refused = page.getByRole('alert').filter({ hasText: 'refused in the last day' });
    await refused.getByText('More a minute than the key may send').waitFor();
    await refused.getByText('Raise the limit of the key').waitFor();
    await shoot(page, 'onboarding-refused');
    await expectAccessible(page);
    await page.reload();
    await refused.getByText('More a minute than the key may send').waitFor();
  });

  test('where every key is revoked the page comes to say that nothing can report', async () => {
    const project = await openSetup('Revoked');
    const params = { project_id: project.id, key_id: project.keys[0]!.id };
    await product.client.call('updateProjectKey', { params, body: { is_active: false } });
    await expect.poll(async () => (await sendNative(product, project, errorEvent('late'))).status).toBe(401);
    await page.getByText('Every key of this project is revoked').waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
