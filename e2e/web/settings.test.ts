import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { queryProduct } from '@railguard/testing/product-database';
import { createProject, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

const GUEST = { email: 'grace@example.com', password: 'a good long password' };

describe.skipIf(!hasChromium)('an organisation and its installation, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    const project = await createProject(product, 'Shop', 'node');
    await sendNative(product, project, errorEvent('pay'));
    await waitForIssues(product, project.id, (issues) => issues.length === 1);
    const params = { organization_id: project.organization_id };
    const { url } = await product.client.call('createInvitation', {
      params,
      body: { email: GUEST.email, role: 'viewer' },
    });
    await fetch(`${product.url}/api/v1/invitations/${url.split('/').at(-1)}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Grace', password: GUEST.password }),
    });
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  const open = (path: string) => page.goto(`${product.url}${path}`);

  test('a member gets another role, and the last owner stays one', async () => {
    await open('/settings/members');
    await page.getByRole('row', { name: /Grace/ }).waitFor();
    await shoot(page, 'members');
    await expectAccessible(page);
    await page.getByLabel('Role of Grace').selectOption('member');
    await page.getByText('Grace is member now').waitFor();
    await page.getByLabel(`Role of ${product.owner.email}`).selectOption('admin');
    await page.getByText('An organisation needs an owner').waitFor();
    expect(await page.getByLabel(`Role of ${product.owner.email}`).inputValue()).toBe('owner');
  });

  test('a team is made, filled, and answers for a project', async () => {
    await open('/settings/teams');
    await page.getByText('No teams yet').waitFor();
    await shoot(page, 'teams-none');
    await expectAccessible(page);
    await page.getByLabel('Name').fill('Checkout');
    await page.getByRole('button', { name: 'Create team' }).click();
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await page.getByLabel('Put into the team').selectOption({ label: 'Grace' });
    await page.getByRole('button', { name: 'Add' }).first().click();
    await page.getByRole('button', { name: 'Take out Grace' }).waitFor();
    await page.getByLabel('Have it answer for').selectOption({ label: 'Shop' });
    await page.getByRole('button', { name: 'Add' }).last().click();
    await page.getByRole('button', { name: 'Take out Shop' }).waitFor();
    await shoot(page, 'team');
    await expectAccessible(page);
    await open('/settings/teams');
    await page.getByRole('row', { name: 'Checkout 1 1' }).waitFor();
  });

  test('the audit log tells all of it, and is narrowed down', async () => {
    await open('/settings/audit');
    await page.getByRole('row', { name: /member: role changed/i }).waitFor();
    await page.getByRole('row', { name: /team: created/i }).waitFor();
    await shoot(page, 'audit');
    await expectAccessible(page);
    await page.getByLabel('What').selectOption('team.created');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByLabel('What').selectOption('key.deleted');
    await page.getByText('Nothing of that kind was done').waitFor();
  });

  test.each([
    ['general', 'Save'],
    ['usage', /events? in all/],
    ['tokens', 'No tokens yet'],
  ] as const)('the settings under %s can be used by everybody', async (name, words) => {
    await open(`/settings/${name}`);
    await page.getByText(words).first().waitFor();
    await shoot(page, `settings-${name}`);
    await expectAccessible(page);
  });

  test('somebody who may not change things reads them, and does not see the installation', async () => {
    const guest = await browser.open();
    await guest.goto(`${product.url}/login`);
    await guest.getByLabel('E-mail address').fill(GUEST.email);
    await guest.getByLabel('Password').fill(GUEST.password);
    await guest.getByRole('button', { name: 'Sign in' }).click();
    await guest.getByRole('navigation', { name: 'Main' }).waitFor();
    await guest.goto(`${product.url}/settings/members`);
    await guest.getByText('Ask an owner or an admin').waitFor();
    expect(await guest.getByRole('button', { name: 'Invite' }).count()).toBe(0);
    await guest.goto(`${product.url}/projects/shop/settings/privacy`);
    await guest.getByText('You may read these.').waitFor();
    expect(await guest.getByLabel('Fields that are hidden as well').isDisabled()).toBe(true);
    await guest.goto(`${product.url}/admin/health`);
    await guest.getByText('This is not yours to see').waitFor();
    await expectAccessible(guest);
  });

  test('another organisation is created by the API, and one changes over to it', async () => {
    await product.client.call('createOrganization', { body: { name: 'Side project' } });
    await open('/issues');
    await page.getByRole('button', { name: /^Organisation: / }).click();
    await shoot(page, 'organisation-menu');
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: /Side project/ }).click();
    await page.getByRole('button', { name: 'Organisation: Side project' }).waitFor();
    await open('/projects');
    await page.getByText('No projects yet').waitFor();
    await shoot(page, 'projects-none');
    await expectAccessible(page);
  });

  test('the health of the installation says what is wrong first', async () => {
    await open('/admin/health');
    await page.getByText('Mail is not set up').waitFor();
    await page.getByText('database answers').waitFor();
    await shoot(page, 'admin-health');
    await expectAccessible(page);
  });

  test('a dead letter is tried again from its page', async () => {
    await queryProduct(
      product,
      `insert into queue_dead_letter (id, topic, headers, body, attempts, reason)
       values (gen_random_uuid(), 'events.raw', '{}', 'unreadable', 5, '<b>it broke</b>')`,
    );
    await open('/admin/queue');
    await page.getByText('<b>it broke</b>').waitFor();
    await shoot(page, 'admin-queue');
    await expectAccessible(page);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Try it again' }).click();
    await page.getByText('1 message is back in the queue').waitFor();
  });

  test('storage and its largest tables', async () => {
    await open('/admin/storage');
    await page.getByText('A partition of PostgreSQL for each day').waitFor();
    await shoot(page, 'admin-storage');
    await expectAccessible(page);
  });

  test('a mail that could not be sent is kept, and read here', async () => {
    await open('/admin/mails');
    await page.getByRole('button', { name: 'Send a test mail' }).click();
    await page.getByText('A test mail is on its way').waitFor();
    await page.getByRole('link', { name: /test/i }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(page, 'admin-mail');
    await expectAccessible(page);
    await open('/admin/mails');
    await page.getByText('Kept', { exact: true }).last().waitFor();
    await shoot(page, 'admin-mails');
    await expectAccessible(page);
    await open('/admin/audit');
    await page
      .getByRole('row', { name: /mail: read/i })
      .first()
      .waitFor();
    await shoot(page, 'admin-audit');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
});
