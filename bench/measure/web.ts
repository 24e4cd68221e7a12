import { existsSync } from 'node:fs';
import type { Product } from '@railguard/testing/product';
import lighthouse, { desktopConfig } from 'lighthouse';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Figure } from '../figure.ts';
import type { Measurement } from '../measurement.ts';
import { withProduct } from '../product/with-product.ts';
import { makePast } from '../seed/make-past.ts';

const CHROMIUM = '/usr/bin/chromium';
const DEBUGGING_PORT = 9_333;
const ISSUES = 30;

/** How quickly pages are there, with a long history stored. */
export const web: Measurement = {
  name: 'web',
  describes: 'how quickly pages of the dashboard are there, in Chromium',
  impossible: () => (existsSync(CHROMIUM) ? undefined : 'there is no Chromium on this machine'),
  run: (bench) =>
    withProduct(bench, async (product) => {
      const past = await makePast(bench, product);
      const context = await chromium.launchPersistentContext('', {
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', `--remote-debugging-port=${DEBUGGING_PORT}`],
      });
      try {
        const page = await signIn(context, product);
        bench.say('opening issues');
        const opened = await openIssues(page, product, past.issues.slice(0, ISSUES));
        bench.say('asking Lighthouse');
        const issues = await audit(`${product.url}/issues`);
        const issue = await audit(`${product.url}/issues/${past.issues[0]!.id}`);
        return [opened, ...issues('issues', 'Issue stream'), ...issue('issue', 'One issue')];
      } finally {
        await context.close();
      }
    }),
};

async function signIn(context: BrowserContext, product: Product): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${product.url}/login`);
  await page.getByLabel('E-mail address').fill(product.owner.email);
  await page.getByLabel('Password').fill(product.owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  return page;
}

/** From the address alone, as from a mail: until the stack trace can be read. */
async function openIssues(page: Page, product: Product, issues: { id: string }[]): Promise<Figure> {
  const times: number[] = [];
  for (const { id } of issues) {
    const start = performance.now();
    await page.goto(`${product.url}/issues/${id}`, { waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'Exception' }).waitFor();
    times.push(performance.now() - start);
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return {
    id: 'web_issue_readable',
    title: 'An issue opened from its address, until its stack trace is there, p95',
    value: at(0.95),
    unit: 'ms',
    target: { atMost: 1_000 },
    note: `p50 ${at(0.5).toFixed(0)}`,
  };
}

/** Lighthouse's scores of a page on a desktop, from 0 to 1. */
async function audit(url: string): Promise<(id: string, title: string) => Figure[]> {
  const flags = { port: DEBUGGING_PORT, disableStorageReset: true, onlyCategories: ['performance', 'accessibility'] };
  const result = await lighthouse(url, flags, desktopConfig);
  const scoreOf = (category: string) => result?.lhr.categories[category]?.score ?? 0;
  const found = result?.lhr.categories.accessibility?.auditRefs
    .filter(({ id, weight }) => weight > 0 && result.lhr.audits[id]?.score === 0)
    .map(({ id }) => id);
  return (id, title) => [
    {
      id: `web_${id}_performance`,
      title: `${title}: Lighthouse performance`,
      value: scoreOf('performance'),
      unit: 'of 1',
      target: { atLeast: 0.95 },
    },
    {
      id: `web_${id}_accessibility`,
      title: `${title}: Lighthouse accessibility`,
      value: scoreOf('accessibility'),
      unit: 'of 1',
      target: { atLeast: 1 },
      note: found?.join(', ') ?? '',
    },
  ];
}
