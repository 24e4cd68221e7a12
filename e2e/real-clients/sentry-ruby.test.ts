import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, outcomesOf } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, runProgram } from './run-program.ts';
import { expectShopStory } from './shop-story.ts';

describe.skipIf(!isInstalled('ruby', '-e', 'require "sentry-ruby"'))('ruby-sentry-ruby', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product?.destroy());

  test('reports errors with their causes, messages and transactions', async () => {
    const project = await createProject(product, 'Ruby reports', 'ruby');
    const { code, output } = await runProgram(['ruby', 'app/sentry_ruby.rb'], { SENTRY_DSN: project.sentry_dsn! });
    expect({ code, output }).toMatchObject({ code: 0 });

    const { event } = await expectShopStory(product, project, {
      sdk: 'sentry.ruby',
      platform: 'ruby',
      crashedIn: 'load_order',
      file: 'sentry_ruby.rb',
      cause: 'ArgumentError',
    });
    expect(event).toMatchObject({
      contexts: { runtime: { name: expect.stringMatching(/^ruby/) }, order: { number: 4711 } },
      modules: { 'sentry-ruby': expect.stringMatching(/^\d/) },
    });

    await expect
      .poll(() => outcomesOf(product, project.id), { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ category: 'transaction', outcome: 'dropped', quantity: 1 }));
  });

  test("works with the DSN of Railguard's own SDKs too, which names the project by its UUID", async () => {
    const project = await createProject(product, 'Ruby and UUID', 'ruby');
    const { code } = await runProgram(['ruby', 'app/sentry_ruby.rb'], { SENTRY_DSN: project.dsn! });
    expect(code).toBe(0);
    await expect
      .poll(() => product.client.call('listIssues', { params: { project_id: project.id } }), { timeout: 15_000 })
      .toMatchObject({ data: [{}, {}] });
  });
});
