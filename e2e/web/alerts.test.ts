import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import { type ReceivedMail, type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from '../error-event.ts';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

const OPS = 'ops@example.com';
const GUEST = { email: 'grace@example.com', password: 'a good long password' };

describe.skipIf(!hasChromium)('alerts, in chromium', () => {
  const browser = useBrowser();
  let sink: SmtpSink;
  let product: Product;
  let project: Project;
  let page: Page;
  beforeAll(async () => {
    sink = await startSmtpSink();
    product = await startProduct({ env: { SMTP_URL: sink.url } });
    project = await createProject(product, 'Shop', 'node');
    await sendNative(product, project, [
      errorEvent('pay', { environment: 'production', tags: { region: 'north' } }),
      errorEvent('cart', { environment: 'staging' }),
    ]);
    await waitForIssues(product, project.id, (issues) => issues.length === 2);
    page = await browser.open();
    await signIn(page, product);
  });
  afterAll(async () => {
    await product?.destroy();
    await sink?.stop();
  });

  const open = (path: string) => page.goto(`${product.url}${path}`);
  const alertsPage = '/projects/shop/settings/alerts';
  const arrival = (what: string, isIt: (mail: ReceivedMail) => boolean) =>
    eventually(
      what,
      async () => sink.received.find(isIt),
      (mail) => mail !== undefined,
      30_000,
    ).then((mail) => mail!);

  test('a project begins with a rule, in words, that can be switched off and muted', async () => {
    await open(alertsPage);
    await page
      .getByText(
        'When the project gets its first event, a new issue is seen, a resolved one comes back, or an ignored one is ' +
          'back, mail the project’s people, at most once in 30 minutes for each issue.',
      )
      .waitFor();
    await shoot(page, 'alerts');
    await expectAccessible(page);
    const isOn = page.getByRole('checkbox', { name: 'On: New and recurring issues' });
    await isOn.uncheck();
    await page.getByText('New and recurring issues is off: it sends nothing').waitFor();
    await expect.poll(() => isOn.isChecked()).toBe(false);
    await isOn.check();
    await page.getByText('New and recurring issues is on').waitFor();
    await page.getByRole('button', { name: 'Mute New and recurring issues' }).click();
    await page.getByRole('menuitem', { name: 'For a day' }).click();
    await page.getByText('Muted', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Mute New and recurring issues' }).click();
    await shoot(page, 'alerts-mute');
    await page.getByRole('menuitem', { name: 'Unmute' }).click();
    await page.getByText('New and recurring issues is no longer muted').waitFor();
  });

  test('how many mails there may be, and what they may say, is set beside the rules', async () => {
    await open(alertsPage);
    await page.getByLabel('Mails an hour').fill('50');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const { alerts } = await product.client.call('getProjectSettings', { params: { project_id: project.id } });
    expect(alerts).toEqual({ mails_per_hour: 50, include_details: true });
  });

  test('a rule is built as a sentence, by keyboard too, looked at before it is saved, and says what is wrong', async () => {
    await open(`${alertsPage}/new`);
    await page.getByLabel('What it is called').fill('   ');
    await page.getByRole('button', { name: 'Add what happens' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'An issue passes a number of events' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('How many events', { exact: true }).fill('2');
    await page.getByRole('button', { name: 'Add what happens' }).click();
    await shoot(page, 'alert-rule-add');
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'The day or the week in one mail' }).click();
    await shoot(page, 'alert-rule-new');
    expect(await page.getByLabel('Time zone').inputValue()).toBe(
      await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone'),
    );
    await page.getByRole('button', { name: 'Take out: the digest of the day is due' }).click();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Add what happens');

    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: 'Environment' }).click();
    const environments = page.getByRole('combobox', { name: 'Environments' });
    await expect
      .poll(() => page.locator('datalist option').evaluateAll((all) => all.map((each) => each.getAttribute('value'))))
      .toEqual(expect.arrayContaining(['production', 'staging']));
    await environments.fill('production');
    await environments.press('Enter');
    await page.getByRole('button', { name: 'Take out production' }).waitFor();
    await page.getByRole('button', { name: 'Add whom to tell' }).click();
    await page.getByRole('menuitem', { name: 'An address' }).click();
    await page.getByLabel('An address').fill(OPS);
    await page
      .getByText(
        'When a new issue is seen or an issue passes 2 events within an hour, if the environment is production, mail ' +
          'the project’s people and ops@example.com, at most once in 30 minutes for each issue.',
      )
      .waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Would have sent 2 mails to 2 people in the last 14 days.').waitFor();
    await page.getByRole('link', { name: /SHOP-\d OrderError/ }).waitFor();
    await shoot(page, 'alert-rule-preview');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Create rule' }).click();
    await page.getByText('is empty').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('name');
    await shoot(page, 'alert-rule-mistake');
    // A link that is half under the header of the page would be a small one.
    await page.evaluate('scrollTo(0, 0)');
    await expectAccessible(page);
    await page.getByLabel('What it is called').fill('Production');
    await page.getByRole('button', { name: 'Create rule' }).click();
    await page.getByText('Production is created').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Production' }).waitFor();
  });

  test('what is written is not left by mistake, and what somebody else changed is not overwritten', async () => {
    const params = { project_id: project.id };
    const { data } = await product.client.call('listAlertRules', { params });
    const rule = data.find(({ name }) => name === 'Production')!;
    const ruleParams = { ...params, rule_id: rule.id };
    await open(`${alertsPage}/${rule.id}`);
    await page.getByLabel('What it is called').fill('In production');
    await page.getByRole('link', { name: 'To the rules' }).click();
    const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
    await asked.waitFor();
    await shoot(page, 'alert-rule-unsaved');
    await expectAccessible(page);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByLabel('What it is called').inputValue()).toBe('In production');

    await product.client.call('updateAlertRule', { params: ruleParams, body: { interval_minutes: 45 } });
    // The rule is read anew by whatever changes it.
    await page.getByRole('checkbox', { name: 'On: Production' }).uncheck();
    await page.getByText('Somebody else changed this rule while you had it open.').waitFor();
    await shoot(page, 'alert-rule-changed');
    await expectAccessible(page);
    await page.getByRole('checkbox', { name: 'On: Production' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await product.client.call('getAlertRule', { params: ruleParams })).toMatchObject({
      name: 'In production',
      interval_minutes: 45,
    });
    await product.client.call('updateAlertRule', {
      params: ruleParams,
      body: { name: 'Production', interval_minutes: 30 },
    });
  });

  test('a preview that finds nothing says so, and a changed rule makes it old', async () => {
    await open(`${alertsPage}/new`);
    await page.getByRole('button', { name: 'Take out: a new issue is seen' }).click();
    await page.getByRole('button', { name: 'Add what happens' }).click();
    await page.getByRole('menuitem', { name: 'A resolved issue comes back' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Would have sent nothing in the last 14 days.').waitFor();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: 'Level' }).click();
    await page.getByText('The rule was changed since.').waitFor();
  });

  test('a test mail arrives, and what the mail server said of it is shown', async () => {
    await open(alertsPage);
    await page.getByRole('link', { name: 'Edit Production' }).click();
    await page.getByRole('button', { name: 'Send test mail' }).click();
    await page.getByText(/^The mail server: 250 /).waitFor();
    const { headers } = await arrival('the test mail', ({ raw }) => raw.includes('Production'));
    expect(headers.to).toBe(product.owner.email);
    await shoot(page, 'alert-rule');
    await expectAccessible(page);
    sink.refuse.data = () => [550, 'nothing of that kind here'];
    await page.getByRole('button', { name: 'Send test mail' }).click();
    await page.getByText(/The mail server: .*nothing of that kind here/).waitFor();
    await page.getByText('Failed', { exact: true }).waitFor();
    sink.refuse.data = undefined;
  });

  test('the history tells of a real event, to whom it was told and what became of it', async () => {
    await sendNative(product, project, errorEvent('refund', { environment: 'production' }));
    await arrival('the mail to the address', ({ to }) => to.includes(OPS));
    const params = { project_id: project.id };
    await eventually(
      'that it is sent',
      () => product.client.call('listAlerts', { params }),
      ({ data }) => data.some(({ to, state, occasion }) => to === OPS && occasion === 'new_issue' && state === 'sent'),
    );
    await open(`${alertsPage}/history`);
    const row = page.getByRole('row', { name: /New issue SHOP-3 OrderError.* Production ops@example.com Sent/ });
    await row.waitFor();
    await shoot(page, 'alert-history');
    await expectAccessible(page);
    await page.getByLabel('State').selectOption({ label: 'Failed' });
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByLabel('State').selectOption({ label: 'Held' });
    await page.getByText('No alerts like that').waitFor();
    await shoot(page, 'alert-history-none');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show all' }).click();
    await row.waitFor();
    await row.getByRole('link', { name: /SHOP-3/ }).click();
    await page.getByRole('link', { name: 'Who was told of it' }).click();
    await page.getByRole('button', { name: 'Only of one issue: show all' }).waitFor();
    await row.waitFor();
    expect(await page.getByRole('link', { name: /SHOP-[12] / }).count()).toBe(0);
  });

  test('the alerts of all projects are in one list, which says when there are more', async () => {
    const isHeard = page.waitForResponse(/\/stream\?.*topics=alert/);
    const goThere = async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('l');
      return page.url();
    };
    // Two keys are one way only within a second.
    await expect.poll(goThere).toMatch(/\/alerts$/);
    await page.getByRole('heading', { name: 'Alerts' }).waitFor();
    await page
      .getByRole('row', { name: /New issue SHOP-3 OrderError.* Shop Production ops@example.com Sent/ })
      .waitFor();
    await shoot(page, 'alerts-all');
    await expectAccessible(page);
    await isHeard;
    const params = { project_id: project.id };
    const { data: rules } = await product.client.call('listAlertRules', { params });
    const { id: rule_id } = rules.find(({ name }) => name === 'Production')!;
    const before = await page.getByRole('row').count();
    await product.client.call('testAlertRule', { params: { ...params, rule_id } });
    await page.getByRole('button', { name: 'There are new alerts: show them' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(before + 1);
    await page.getByRole('row').nth(1).getByText('Test mail').waitFor();
    expect(await page.getByRole('button', { name: 'There are new alerts: show them' }).count()).toBe(0);
    await page.getByLabel('State').selectOption({ label: 'Held' });
    await page.getByText('No alerts like that').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Project').selectOption({ label: 'Shop' });
    await page.getByRole('link', { name: 'Rules of the project' }).click();
    await page.waitForURL(/\/projects\/shop\/settings\/alerts$/);
  });

  test('a link of the mail resolves the issue once somebody says so, signed in or not', async () => {
    const mail = await arrival('the mail to the owner', (each) => isOf(each, 'SHOP-3', product.owner.email));
    const link = linkIn(mail, 'Resolve');
    const stranger = await browser.open();
    await stranger.goto(link);
    await stranger.getByRole('heading', { name: 'Resolve SHOP-3?' }).waitFor();
    await shoot(stranger, 'mail-link');
    await expectAccessible(stranger);
    const statusOf = async () => {
      const issues = await waitForIssues(product, project.id, (all) => all.length === 3);
      return issues.find(({ short_id }) => short_id === 'SHOP-3')!.status;
    };
    expect(await statusOf()).toBe('unresolved');
    await stranger.getByRole('button', { name: 'Resolve' }).click();
    await stranger.getByRole('heading', { name: 'SHOP-3 is resolved' }).waitFor();
    expect(await statusOf()).toBe('resolved');
    await shoot(stranger, 'mail-link-done');
    await expectAccessible(stranger);
    await stranger.reload();
    await stranger.getByText('It was so already').waitFor();
    await stranger.goto(`${link}x`);
    await stranger.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
    await shoot(stranger, 'mail-link-gone');
    await expectAccessible(stranger);
    await stranger.goto(`${product.url}/mail-link`);
    await stranger.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
    await stranger.close();
  });

  test('whoever unsubscribes from a rule finds it among their notifications, and subscribes again', async () => {
    // Of the rules that would tell somebody the same, the first one does.
    const rule = 'New and recurring issues';
    const mail = await arrival('the mail to the owner', (each) => isOf(each, 'SHOP-3', product.owner.email));
    await page.goto(linkIn(mail, 'No more of this rule'));
    await page.getByRole('heading', { name: `Unsubscribe from “${rule}”?` }).waitFor();
    await shoot(page, 'mail-link-unsubscribe');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.getByRole('heading', { name: `You are unsubscribed from “${rule}”` }).waitFor();
    await page.getByRole('link', { name: 'Your notifications' }).click();
    await page.getByRole('button', { name: `Subscribe again to ${rule}` }).waitFor();
    await shoot(page, 'account-notifications');
    await expectAccessible(page);
    await page.getByRole('button', { name: `Subscribe again to ${rule}` }).click();
    await page.getByText('You get the mails of that rule again').waitFor();
    await expect.poll(() => page.getByRole('button', { name: `Subscribe again to ${rule}` }).count()).toBe(0);
  });

  test('the header that mail programs show leads to a page that asks before it unsubscribes', async () => {
    const mail = await arrival('the mail to the address', ({ to }) => to.includes(OPS));
    const stranger = await browser.open();
    await stranger.goto(mail.headers['list-unsubscribe']!.slice(1, -1));
    await stranger.getByRole('heading', { name: 'Unsubscribe from Shop?' }).waitFor();
    await stranger.getByText(`${OPS} gets no more alerts of this project.`).waitFor();
    await stranger.getByRole('button', { name: 'Unsubscribe' }).click();
    await stranger.getByRole('heading', { name: 'You are unsubscribed from Shop' }).waitFor();
    await shoot(stranger, 'mail-link-unsubscribed');
    // Nobody can sign in as the address, so the way back is here.
    expect(await stranger.getByRole('link', { name: 'Your notifications' }).count()).toBe(0);
    await stranger.getByRole('button', { name: 'Subscribe again' }).click();
    await stranger.getByRole('heading', { name: `${OPS} gets the mails again` }).waitFor();
    await expectAccessible(stranger);
    await stranger.reload();
    await stranger.getByRole('button', { name: 'Unsubscribe' }).click();
    await stranger.getByRole('button', { name: 'Subscribe again' }).waitFor();
    await stranger.close();
  });

  test('what people prefer is kept: a pause, quiet hours, and what a project tells of', async () => {
    await open('/account/notifications');
    await page.getByLabel('Pause all alerts').check();
    await page.getByText('Your alerts are paused').waitFor();
    await page.getByLabel('Keep quiet each day').check();
    await page.getByLabel('From').fill('21:30');
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByLabel('What Shop tells you of').selectOption({ label: 'Only what is chosen' });
    await page.getByLabel('New issue').uncheck();
    await shoot(page, 'account-notifications-chosen');
    await expectAccessible(page);
    await expect
      .poll(async () => {
        const { projects } = await product.client.call('getMyAlertPreferences');
        return projects.find(({ id }) => id === project.id)?.occasions;
      })
      .toEqual(['regression', 'unignored', 'first_event', 'events', 'users', 'spike', 'digest']);
    await page.reload();
    expect(await page.getByLabel('Pause all alerts').isChecked()).toBe(true);
    expect(await page.getByLabel('From').inputValue()).toBe('21:30');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
    expect(await page.getByLabel('New issue').isChecked()).toBe(false);
    await sendNative(product, project, errorEvent('late', { environment: 'production' }));
    const params = { project_id: project.id };
    await eventually(
      'the alert that is skipped',
      () => product.client.call('listAlerts', { params, query: { state: 'skipped' } }),
      ({ data }) => data.some(({ to }) => to === product.owner.email),
    );
    await open(`${alertsPage}/history?state=skipped`);
    await page.getByRole('row', { name: /SHOP-4 .* owner@example.com Skipped Their alerts are paused/ }).waitFor();
    await page.getByRole('row', { name: /SHOP-4 .* ops@example.com Skipped They unsubscribed/ }).waitFor();
    await shoot(page, 'alert-history-skipped');
  });

  test('whoever may only read sees the rules and their sentences, and nothing that changes them', async () => {
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
    const guest = await browser.open();
    await signIn(guest, { ...product, owner: GUEST });
    await guest.goto(`${product.url}${alertsPage}`);
    await guest.getByText(/if the environment is production, mail/).waitFor();
    await guest.getByText('You may read these. A member, an admin or an owner can change them.').waitFor();
    for (const name of [/^Mute/, 'Delete', 'Save']) {
      expect(await guest.getByRole('button', { name }).count()).toBe(0);
    }
    expect(await guest.getByRole('link', { name: /New rule|Edit/ }).count()).toBe(0);
    await expectAccessible(guest);
    await guest.goto(`${product.url}${alertsPage}/new`);
    await guest.getByText('A member, an admin or an owner can write rules.').waitFor();
    await guest.close();
  });

  test('a rule is deleted once that is confirmed, and without rules the page says what that means', async () => {
    await open(alertsPage);
    for (const name of ['New and recurring issues', 'Production']) {
      await page.getByRole('region', { name }).getByRole('button', { name: 'Delete' }).click();
      const dialog = page.getByRole('dialog', { name: `Delete the rule ${name}?` });
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('region', { name }).waitFor({ state: 'detached' });
    }
    await page.getByText('Nobody is told of anything here.').waitFor();
    await shoot(page, 'alerts-none');
    await expectAccessible(page);
    await open(`${alertsPage}/history`);
    await page
      .getByRole('row', { name: /Production deleted/ })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(!hasChromium)('alerts without a mail server, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    await createProject(product, 'Shop', 'node');
  });
  afterAll(() => product?.destroy());

  test('mails are kept, and every page about them says where they are', async () => {
    const page = await browser.open();
    await signIn(page, product);
    await page.goto(`${product.url}/alerts`);
    await page.getByText('No alerts yet').waitFor();
    await shoot(page, 'alerts-all-none');
    await expectAccessible(page);
    await page.goto(`${product.url}/projects/shop/settings/alerts`);
    await page.getByText('No mail server is set up').waitFor();
    await page.getByRole('link', { name: 'Edit New and recurring issues' }).click();
    await page.getByRole('button', { name: 'Send test mail' }).click();
    await page.getByText('Kept', { exact: true }).waitFor();
    await page.getByText('There is no mail server').waitFor();
    await shoot(page, 'alerts-no-mail');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'You read them under Installation, Mails.' }).click();
    await page.getByRole('link', { name: /ExampleError/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});

/** Whether a mail is about an issue, to somebody. */
function isOf(mail: ReceivedMail, issue: string, to: string): boolean {
  return mail.to.includes(to) && mail.headers.subject!.includes(issue);
}

/** The address that stands under these words in a mail. */
function linkIn(mail: ReceivedMail, words: string): string {
  return new RegExp(`^${words}:\\r?\\n(\\S+)`, 'm').exec(textOf(mail))![1]!;
}

/** Quoted-printable (RFC 2045) undone, as far as ASCII goes. */
function textOf({ raw }: ReceivedMail): string {
  return raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
