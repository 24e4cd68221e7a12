import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, outcomesOf } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from './run-program.ts';
import { crashOf, expectShopStory } from './shop-story.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.destroy());

const CLIENTS = [
  // Sends its spans one by one and no transactions.
  { name: '@sentry/node 11', package: '@sentry/node', spans: 'span' },
  { name: '@sentry/node 8', package: 'sentry-node-8', spans: 'transaction' },
];

describe.each(CLIENTS)('$name', (client) => {
  const run = (mode: string, dsn: string | null) =>
    runProgram([process.execPath, 'sentry-node.mjs', mode], { SENTRY_DSN: dsn!, SENTRY_PACKAGE: client.package });

  test('reports errors with their causes, messages and spans', async () => {
    const project = await createProject(product, `${client.name} reports`, 'node');
    const { code, output } = await run('report', project.sentry_dsn);
    expect({ code, output }).toMatchObject({ code: 0 });

    const { event, message } = await expectShopStory(product, project, {
      sdk: 'sentry.javascript.node',
      platform: 'node',
      crashedIn: 'loadOrder',
      file: 'sentry-node.mjs',
      cause: 'SyntaxError',
    });
    expect(event).toMatchObject({
      dist: '77',
      contexts: { runtime: { name: 'node', version: process.version }, order: { number: 4711 } },
    });
    expect(message.message).toBe('stock is low');

    await expect
      .poll(() => outcomesOf(product, project.id), { timeout: 15_000 })
      .toContainEqual(
        expect.objectContaining({ category: client.spans, outcome: 'dropped', reason: 'item_type_not_kept' }),
      );
  });

  test('reports the exception that ends a program', async () => {
    const project = await createProject(product, `${client.name} crashes`, 'node');
    const { code } = await run('crash', project.sentry_dsn);
    expect(code).not.toBe(0);
    const { issue, event } = await crashOf(product, project);
    expect(issue).toMatchObject({
      title: 'TypeError: the job crashed',
      culprit: expect.stringContaining('crashingJob'),
      level: 'fatal',
      handled: false,
    });
    expect(event.exceptions?.[0]?.mechanism).toMatchObject({ handled: false });
    const frames = event.exceptions?.[0]?.frames ?? [];
    const ofNode = frames.filter(({ filename }) => filename?.startsWith('node:'));
    expect(ofNode.length).toBeGreaterThan(0);
    expect(ofNode.every(({ in_app }) => in_app === false)).toBe(true);
    expect(frames[0]?.context_line).toContain("throw new TypeError('the job crashed')");
  });
});

test('both majors report one crash as one issue', async () => {
  const project = await createProject(product, 'Both majors', 'node');
  for (const { package: name } of CLIENTS) {
    const env = { SENTRY_DSN: project.sentry_dsn!, SENTRY_PACKAGE: name };
    await runProgram([process.execPath, 'sentry-node.mjs', 'crash'], env);
  }
  await expect
    .poll(() => product.client.call('listIssues', { params: { project_id: project.id } }), { timeout: 15_000 })
    .toMatchObject({ data: [{ event_count: 2 }] });
});
