import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, outcomesOf } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, runProgram } from './run-program.ts';
import { crashOf, expectShopStory } from './shop-story.ts';

/** Debian's, for which its packages are installed; another Python first on the PATH does not have them. */
const PYTHON = '/usr/bin/python3';

describe.skipIf(!isInstalled(PYTHON, '-c', 'import sentry_sdk'))('python3-sentry-sdk', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product?.destroy());

  const run = (mode: string, dsn: string | null) =>
    runProgram([PYTHON, 'sentry_python.py', mode], { SENTRY_DSN: dsn! });

  test('reports errors with their causes, messages and transactions', async () => {
    const project = await createProject(product, 'Python reports', 'python');
    const { code, output } = await run('report', project.sentry_dsn);
    expect({ code, output }).toMatchObject({ code: 0 });

    const { event } = await expectShopStory(product, project, {
      sdk: 'sentry.python',
      platform: 'python',
      crashedIn: 'load_order',
      file: 'sentry_python.py',
      cause: 'ValueError',
    });
    expect(event).toMatchObject({
      dist: '77',
      contexts: { runtime: { name: 'CPython' }, order: { number: 4711 } },
      modules: { 'sentry-sdk': expect.stringMatching(/^\d/) },
    });
    expect(event.exceptions?.[0]?.frames?.[0]?.vars).toMatchObject({ number: expect.stringMatching(/^471[12]$/) });

    await expect
      .poll(() => outcomesOf(product, project.id), { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ category: 'transaction', outcome: 'dropped', quantity: 1 }));
  });

  test('reports the exception that ends a program', async () => {
    const project = await createProject(product, 'Python crashes', 'python');
    expect((await run('crash', project.sentry_dsn)).code).toBe(1);
    const { issue, event } = await crashOf(product, project);
    expect(issue).toMatchObject({
      title: 'RuntimeError: the job crashed',
      culprit: expect.stringContaining('crashing_job'),
      level: 'error',
      handled: false,
    });
    expect(event.exceptions?.[0]?.mechanism).toMatchObject({ type: 'excepthook', handled: false });
  });
});
