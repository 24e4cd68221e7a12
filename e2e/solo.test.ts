import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createClient } from '@railguard/client/client';
import { eventually } from '@railguard/testing/eventually';
import { freePort } from '@railguard/testing/free-port';
import { sendNative } from '@railguard/testing/ingest';
import { descendantsOf, signal } from '@railguard/testing/process-tree';
import { type Product, startProduct } from '@railguard/testing/product';
import { queryProduct } from '@railguard/testing/product-database';
import { isReady, launchProduct, newDataDir, runProductToItsEnd } from '@railguard/testing/product-process';
import { createProject, waitForEvent, waitForIssues } from '@railguard/testing/product-reading';
import { endByItself, launch } from '@railguard/testing/program';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

describe('the first start, attended', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = newDataDir();
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test('prints where it is and a link that creates the owner once, and a DSN as soon as there is a project', async () => {
    const port = await freePort();
    const env = { RAILGUARD_PORT: String(port), RAILGUARD_DATA_DIR: dataDir };
    const url = `http://localhost:${port}`;
    const first = launchProduct(env);
    try {
      await eventually('ready', () => isReady(url), Boolean, 60_000);
      const link = await eventually('the link', async () => /http\S+token=\S+/.exec(first.stdout())?.[0], Boolean);
      expect(first.stdout()).toContain(url);
      expect(link).toMatch(`${url}/`);

      const client = createClient({ baseUrl: url });
      expect(await client.call('getSetup')).toEqual({ needs_setup: true });
      const body = {
        token: new URL(link!).searchParams.get('token')!,
        email: 'first@example.com',
        password: 'a long enough one',
      };
      client.adopt(await client.call('completeSetup', { body: { ...body, project_name: 'Shop' } }));
      const projects = await client.call('listProjects');
      expect(projects.data).toMatchObject([{ name: 'Shop', slug: 'shop' }]);
      await expect(client.call('completeSetup', { body })).rejects.toMatchObject({ code: 'setup_closed' });
      await eventually('the DSN', async () => first.stdout().includes(projects.data[0]!.dsn!), Boolean);

      signal(first.pid, 'SIGTERM');
      expect(await first.ended).toMatchObject({ code: 0 });
      const second = launchProduct(env);
      try {
        await eventually('the DSN', async () => second.stdout().includes(projects.data[0]!.dsn!), Boolean, 30_000);
        expect(second.stdout()).toContain(projects.data[0]!.sentry_dsn!);
        expect(second.stdout()).not.toContain('token=');
      } finally {
        signal(second.pid, 'SIGTERM');
        await second.ended;
      }
    } finally {
      signal(first.pid, 'SIGTERM');
      await first.ended;
    }
  });
});

describe('a product with an owner from its environment', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product?.destroy());

  test('prints a DSN at its first start already, and no link', async () => {
    const { data } = await product.client.call('listProjects');
    expect(data).toHaveLength(1);
    await expect.poll(() => product.output()).toContain(data[0]!.dsn!);
    expect(product.output()).toContain(data[0]!.sentry_dsn!);
    expect(product.output()).not.toContain('token=');
    expect(await product.client.call('getMe')).toMatchObject({
      email: product.owner.email,
      organizations: [{ role: 'owner' }],
    });
  });

  test('stops within ten seconds with all that was accepted, and starts again with all of it', async () => {
    const project = await createProject(product, 'Restart');
    const batches = Array.from({ length: 10 }, () => Array.from({ length: 50 }, () => errorEvent('restart')));
    const answers = await Promise.all(batches.map((events) => sendNative(product, project, events)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await product.stop();
    const stoppedAt = new Date();

    await product.restart();
    const late = await queryProduct(product, 'select from message_receipt where processed_at > $1', [stoppedAt]);
    expect(late).toEqual([]);
    console.log(`  second start: ready after ${(product.readyAfterMs() / 1000).toFixed(1)} s`);
    expect(product.readyAfterMs()).toBeLessThan(15_000);
    await waitForIssues(product, project.id, (found) => found[0]?.event_count === 500);
    for (const [event] of batches) await waitForEvent(product, project.id, event!.event_id);
  });

  test('survives the death of its database, and what was accepted with it', async () => {
    const project = await createProject(product, 'Database');
    const before = Array.from({ length: 50 }, () => errorEvent('before'));
    expect(await sendNative(product, project, before)).toMatchObject({ status: 202 });
    const { main, postgres } = product.pids();
    signal(postgres!, 'SIGKILL');

    const after = errorEvent('after');
    await eventually(
      'an answer',
      () => sendNative(product, project, after),
      ({ status }) => status === 202,
      30_000,
    );
    await eventually('ready', () => isReady(product.url), Boolean, 30_000);
    expect(product.pids()).toMatchObject({ main });
    expect(product.pids().postgres).not.toBe(postgres);
    for (const { event_id } of [...before, after]) await waitForEvent(product, project.id, event_id);
  });

  test('says while its database is gone that it is not ready', async () => {
    // Killed again and again: it is back within moments.
    const gone = await eventually(
      'not ready',
      () => {
        const { postgres } = product.pids();
        if (postgres) signal(postgres, 'SIGKILL');
        return fetch(`${product.url}/readyz`);
      },
      ({ status }) => status === 503,
    );
    expect(await gone.json()).toMatchObject({ status: 'unavailable' });
    await eventually('ready', () => isReady(product.url), Boolean, 30_000);
  });

  test('is alive, and shows its figures', async () => {
    expect(await (await fetch(`${product.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const metrics = await fetch(`${product.url}/metrics`);
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await metrics.text()).toMatch(/^# HELP /m);
  });

  test('lets commands at its database while it runs', async () => {
    const main = createRequire(import.meta.url).resolve('@railguard/worker/dead-letters');
    const command = launch(main, { DATABASE_URL_FILE: join(product.dataDir, 'secrets', 'database-url') }, ['list']);
    expect(await endByItself(command)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'There are no dead letters in events.raw.\n',
    });
  });

  test('refuses a second product on its data', async () => {
    const { code, stderr } = await runProductToItsEnd({
      RAILGUARD_PORT: String(await freePort()),
      RAILGUARD_DATA_DIR: product.dataDir,
    });
    expect(code).toBe(1);
    expect(sentencesOf(stderr)).toEqual([expect.stringMatching(/running already on .*RAILGUARD_DATA_DIR\.$/)]);
    await expect.poll(() => isReady(product.url)).toBe(true);
  });

  test('refuses data that a newer version has migrated', async () => {
    await queryProduct(
      product,
      `insert into schema_migration (number, name, checksum) values (9999, '9999_from_the_future.sql', 'x')`,
    );
    await product.stop();
    const { code, stderr } = await runProductToItsEnd({
      RAILGUARD_PORT: String(product.port),
      RAILGUARD_DATA_DIR: product.dataDir,
    });
    expect(code).toBe(1);
    expect(sentencesOf(stderr)).toEqual([expect.stringMatching(/9999.*newer version/)]);
    expect(product.pids().postgres).toBeUndefined();
  });
});

describe('a first start that is killed', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = newDataDir();
  });
  let product: Product | undefined;
  afterAll(() => product?.destroy());

  test.each([
    ['with all it started', true],
    ['while its initdb lives on', false],
  ])('in the middle of making the database, %s, is made up for by the next', async (_which, wholeTree) => {
    const killed = launchProduct({ RAILGUARD_PORT: String(await freePort()), RAILGUARD_DATA_DIR: dataDir });
    let started: { pid: number }[] = [];
    try {
      started = await eventually(
        'initdb at work',
        async () => descendantsOf(killed.pid),
        (processes) => processes.some(({ command }) => /postgres"? --(boot|single)/.test(command)),
      );
    } finally {
      for (const { pid } of [killed, ...(wholeTree ? started : [])]) signal(pid, 'SIGKILL');
      await killed.ended;
    }
  });

  test('leaves nothing behind once there is a database', async () => {
    product = await startProduct({ dataDir });
    const project = await createProject(product, 'Second attempt');
    const event = errorEvent('afterwards');
    await sendNative(product, project, event);
    await waitForEvent(product, project.id, event.event_id);

    await product.stop();
    await product.restart();
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'railguard.lock', 'secrets']);
  });
});

describe('a start that cannot succeed ends with the reason', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = newDataDir();
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stderr } = await runProductToItsEnd({ RAILGUARD_PORT: String(port), RAILGUARD_DATA_DIR: dataDir });
    server.close();
    expect(code).toBe(1);
    expect(sentencesOf(stderr)).toEqual([expect.stringMatching(`Port ${port} .*is in use`)]);
  });

  test.each([
    ['below a file', () => join(dataDir, 'file', 'data')],
    ['in a read-only place', () => '/proc/railguard'],
  ])('a data directory %s', async (_where, pathOf) => {
    writeFileSync(join(dataDir, 'file'), '');
    const path = pathOf();
    const { code, stderr } = await runProductToItsEnd({
      RAILGUARD_PORT: String(await freePort()),
      RAILGUARD_DATA_DIR: path,
    });
    expect(code).toBe(1);
    expect(sentencesOf(stderr)).toEqual([expect.stringContaining(`${path} cannot be written`)]);
  });

  test('settings that are wrong, all of them at once', async () => {
    const bad = {
      RAILGUARD_PORT: '99999',
      RAILGUARD_URL: 'shop.example',
      RAILGUARD_RETENTION_DAYS: 'for ever',
      RAILGUARD_SECRET: 'short',
      RAILGUARD_OWNER_EMAIL: 'nobody',
      DATABASE_URL: 'mysql://localhost',
      RAILGUARD_LOG_LEVEL: 'loud',
    };
    const { code, stderr } = await runProductToItsEnd(bad);
    expect(code).toBe(78);
    for (const name of Object.keys(bad)) expect(stderr).toContain(`${name}: `);
  });
});

function sentencesOf(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line.trim() !== '');
}
