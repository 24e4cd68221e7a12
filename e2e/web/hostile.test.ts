import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

const MARKUP = `"><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">a</a>`;
const UNSEEN = '\u202Egnp.exe\u202C zero\u200Bwidth \u2066isolated\u2069 \u0007bell';
const HOSTILE = `${MARKUP} ${UNSEEN}`;
const LONG = 'a very long word '.repeat(60_000);

/** Everything that a stranger can fill, filled with what they would fill it with. */
function hostileEvent() {
  const frame = (place: number) => ({
    function: `${HOSTILE}${place}`,
    filename: HOSTILE,
    abs_path: HOSTILE,
    module: HOSTILE,
    lineno: place,
    in_app: place % 2 === 0,
    context_line: HOSTILE,
    pre_context: [MARKUP],
    post_context: [UNSEEN],
    vars: { [HOSTILE]: HOSTILE, ['__proto__']: 'x' },
  });
  let deep: unknown = HOSTILE;
  for (let level = 0; level < 60; level++) deep = { [MARKUP]: deep };
  return {
    level: 'error',
    platform: 'javascript',
    message: HOSTILE,
    logger: HOSTILE,
    transaction: HOSTILE,
    environment: '<b>production</b>',
    release: `${MARKUP}@1`.slice(0, 200),
    server_name: HOSTILE,
    exceptions: [
      {
        type: `${MARKUP.slice(0, 40)}Error`,
        value: HOSTILE,
        mechanism: { type: HOSTILE, handled: false },
        frames: Array.from({ length: 250 }, (_, place) => frame(place)),
      },
      { type: 'Cause', value: HOSTILE, frames: [frame(2)] },
    ],
    user: { id: HOSTILE, email: HOSTILE, username: HOSTILE, ip_address: HOSTILE },
    request: {
      method: HOSTILE,
      url: `javascript:alert(4)//${HOSTILE}`,
      query_string: HOSTILE,
      headers: { [MARKUP]: HOSTILE },
      cookies: { [MARKUP]: HOSTILE },
      data: HOSTILE,
    },
    tags: { [MARKUP.slice(0, 30)]: HOSTILE, plan: MARKUP },
    contexts: { [MARKUP]: { [MARKUP]: HOSTILE }, browser: { name: HOSTILE } },
    extra: { deep, long: LONG },
    modules: { [MARKUP]: HOSTILE },
    breadcrumbs: Array.from({ length: 100 }, () => ({
      type: 'http',
      category: HOSTILE,
      message: HOSTILE,
      level: 'info',
      data: { url: 'javascript:alert(5)', [MARKUP]: HOSTILE },
    })),
    fingerprint: ['hostile'],
  };
}

describe.skipIf(!hasChromium)('what strangers send, in chromium', () => {
  const browser = useBrowser();
  const asked: string[] = [];
  const dialogs: string[] = [];
  let product: Product;
  let project: Project;
  let issueId: string;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, `Shop ${HOSTILE}`, 'javascript');
    const params = { organization_id: project.organization_id };
    await product.client.call('createTeam', { params, body: { name: HOSTILE } });
    const { status } = await sendNative(product, project, hostileEvent());
    expect(status).toBe(413);
    const { extra, ...rest } = hostileEvent();
    const accepted = await sendNative(product, project, { ...rest, extra: { ...extra, long: LONG.slice(0, 300_000) } });
    expect(accepted.status).toBe(202);
    issueId = (await waitForIssues(product, project.id, (issues) => issues.length === 1))[0]!.id;
    page = await browser.open();
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await signIn(page, product);
  });
  afterAll(() => product?.destroy());

  test('the security policy lets nothing in line run, and nothing of others load', async () => {
    const response = await fetch(`${product.url}/issues`);
    expect(response.headers.get('content-security-policy')?.split(';')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test.each([
    ['/issues', 'hostile-issues'],
    ['/issues/$', 'hostile-issue'],
    ['/issues/$/events', 'hostile-events'],
    ['/issues/$/tags', 'hostile-tags'],
    ['/issues/$/activity', 'hostile-activity'],
    ['/issues/$/grouping', 'hostile-grouping'],
    ['/projects', 'hostile-projects'],
    ['/projects/§', 'hostile-overview'],
    ['/projects/§/stats', 'hostile-stats'],
    ['/projects/§/settings/environments', 'hostile-environments'],
    ['/projects/§/settings/general', 'hostile-project-general'],
    ['/projects/§/setup', 'hostile-setup'],
    ['/settings/audit', 'hostile-audit'],
    ['/settings/teams', 'hostile-teams'],
    ['/settings/usage', 'hostile-usage'],
  ])('is text on %s', async (path, name) => {
    await page.goto(`${product.url}${path.replace('$', issueId).replace('§', project.slug)}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
    await shoot(page, name);
    await expectAccessible(page);
    expect(await page.locator('img[src="x"], a[href^="javascript:"]').count()).toBe(0);
    expect(await page.locator('script:not([src])').count()).toBe(0);
    const shown = await page.locator('body').textContent();
    expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]|(?![\t\n\r])\p{Cc}/u);
  });

  test('every part of the event can be opened, and the page stays usable', async () => {
    await page.goto(`${product.url}/issues/${issueId}`);
    await page.getByText('Full', { exact: true }).first().click();
    await page.getByText('Show', { exact: false }).first().waitFor();
    const before = Date.now();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(Date.now() - before).toBeLessThan(15_000);
    await page.keyboard.press('Escape');
  });

  test('nothing ran, nobody else was asked, and the browser had nothing to refuse', () => {
    expect(dialogs).toEqual([]);
    const strangers = asked.filter(
      (url) => !url.startsWith(product.url) && !url.startsWith('blob:') && !url.startsWith('data:'),
    );
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
