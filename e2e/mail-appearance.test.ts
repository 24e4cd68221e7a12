import { alertMail } from '@railguard/notify/email/alert-mail';
import { digestMail } from '@railguard/notify/email/digest-mail';
import { linksFor } from '@railguard/notify/email/links';
import { summaryMail } from '@railguard/notify/email/summary-mail';
import { describe, expect, test } from 'vitest';
import { hasChromium, useBrowser } from './web/browser.ts';

const reader = { address: 'ann@example.com', user_id: 'u', may_edit: true, timeZone: 'Europe/Berlin' };
const links = linksFor(reader, { url: 'https://railguard.example', key: Buffer.alloc(32) });
const project = { id: 'p', name: 'Shop', slug: 'shop', include_details: true };
const rule = { id: 'r', name: 'Mine' };
const now = new Date('2026-11-26T12:00:00Z');
const issue = {
  id: 'i',
  short_id: 'SHOP-12',
  title: 'TypeError: Cannot read properties of undefined (reading "averylongnameofapropertythatdoesnotbreakanywhere")',
  culprit: 'app/checkout/cart.ts in computeTheTotalOfEverythingThatIsInTheCartOfThisPerson',
  level: 'error' as const,
  event_count: 1_432,
  user_count: 87,
  first_seen: now,
  last_seen: now,
};
const alerts = [1, 2, 3].map(() => ({ occasion: 'new_issue' as const, rule_name: 'Mine', issue, at: now }));
const issues = [
  { id: 'i', short_id: 'SHOP-12', title: issue.title, culprit: issue.culprit, events: 4_000, is_new: true },
];
const counts = { events: 12_345, events_before: 10_000, new_issues: 3, regressions: 1 };

const MAILS = {
  alert: alertMail({ occasion: 'regression', project, rule, issue, event: undefined, facts: {} }, reader, links),
  summary: summaryMail({ project, alerts, total: 60, why: 'hourly_limit' }, reader, links),
  digest: digestMail(
    { project, rule, from: new Date(now.getTime() - 86_400_000), to: now, ...counts, issues },
    reader,
    links,
  ),
};

describe.skipIf(!hasChromium)('mails, in chromium', () => {
  const browser = useBrowser();

  test.each(Object.entries(MAILS))(
    '%s: fits from 320 to 800 px, and has its own colours in the dark',
    async (_name, mail) => {
      const page = await browser.open();
      const grounds = new Set<unknown>();
      for (const width of [320, 390, 600, 800]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 600 });
          await page.emulateMedia({ colorScheme });
          await page.setContent(mail.html);
          const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          grounds.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
          expect([width, over]).toEqual([width, 0]);
        }
      }
      expect(grounds.size).toBe(2);
    },
  );
});
