import { type Product, startProduct } from '@railguard/testing/product';
import { createProject } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, runProgram } from './run-program.ts';
import { crashOf, expectShopStory } from './shop-story.ts';

describe.skipIf(!isInstalled('ruby', '-e', 'require "raven/base"'))('ruby-sentry-raven', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product?.destroy());

  const run = (mode: string, dsn: string | null) =>
    runProgram(['ruby', 'app/raven_ruby.rb', mode], { SENTRY_DSN: dsn! });

  test('reports errors with their causes and messages to the store endpoint', async () => {
    const project = await createProject(product, 'Raven reports', 'ruby');
    const { code, output } = await run('report', project.sentry_dsn);
    expect({ code, output }).toMatchObject({ code: 0 });
    await expectShopStory(product, project, {
      sdk: 'raven-ruby',
      platform: 'ruby',
      crashedIn: 'load_order',
      file: 'raven_ruby.rb',
      cause: 'ArgumentError',
    });
  });

  test('reports the exception that ends a program', async () => {
    const project = await createProject(product, 'Raven crashes', 'ruby');
    expect((await run('crash', project.sentry_dsn)).code).toBe(1);
    const { issue } = await crashOf(product, project);
    expect(issue).toMatchObject({
      title: 'RuntimeError: the job crashed',
      culprit: expect.stringContaining('crashing_job'),
    });
  });
});
