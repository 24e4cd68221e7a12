import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@railguard/client/client';
import { createTestDatabase } from '@railguard/testing/database';
import { eventually } from '@railguard/testing/eventually';
import { freePort } from '@railguard/testing/free-port';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ROOT, readComposeFile, withDefaults } from './compose-file.ts';
import { lastOf, readDockerfile } from './dockerfile.ts';
import { NGINX, startWeb, upstreamsAt, type Web } from './nginx.ts';

/**
 * What compose.yaml describes, as processes of this machine: the images' commands, with the environment and the secrets
 * by file that compose gives them, around a real RabbitMQ and PostgreSQL. Different are only addresses.
 */
interface Container {
  address: string;
  process: ChildProcess;
  output(): string;
}

const OWNER = { email: 'owner@example.com', password: 'correct horse battery' };
const compose = readComposeFile('compose.yaml');
const stages = readDockerfile('deploy/Dockerfile');
const started: Container[] = [];

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let web: Web | undefined;

async function startContainer(name: string, set: Record<string, string> = {}): Promise<Container> {
  const { environment = {}, build } = compose.services[name]!;
  const given = Object.entries(environment).map(([variable, value]): [string, string] => {
    return [variable, withDefaults(value).replace('/run/railguard', folder)];
  });
  const port = await freePort();
  const env = { ...Object.fromEntries(given), ...set, RAILGUARD_HOST: '127.0.0.1', RAILGUARD_PORT: String(port) };
  const [, program = ''] = JSON.parse(lastOf(stages, build!.target, 'CMD')!) as string[];
  const child = spawn(process.execPath, [program], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const container = { address: `127.0.0.1:${port}`, process: child, output: () => output };
  started.push(container);
  return container;
}

async function isReady({ address, process, output }: Container): Promise<void> {
  await eventually(
    'ready',
    async () => process.exitCode !== null || (await fetch(`http://${address}/readyz`)).ok,
    Boolean,
    30_000,
  ).catch((error) => {
    throw new Error(`${error.message}\n${output()}`);
  });
  if (process.exitCode !== null) throw new Error(`it ended with ${process.exitCode}:\n${output()}`);
}

describe.skipIf(!NGINX || withoutRabbitmq)('the system that compose describes (needs nginx and RabbitMQ)', () => {
  const rabbit = useRabbitmq();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'railguard-system-'));
    database = await createTestDatabase(inject('postgresUrl'));
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets', 'database-url'), `${database.url}\n`);
    writeFileSync(join(folder, 'secrets', 'amqp-url'), `${rabbit().url}\n`);
    writeFileSync(join(folder, 'secrets', 'signing-key'), 'a secret of at least 32 characters\n');
  });
  afterAll(async () => {
    await web?.stop();
    for (const { process } of started) process.kill('SIGKILL');
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('what is sent to the one port is read there, with two of each behind it', async () => {
    const owner = { RAILGUARD_OWNER_EMAIL: OWNER.email, RAILGUARD_OWNER_PASSWORD: OWNER.password };
    const api = await startContainer('api', owner);
    const ingestors = [await startContainer('ingestor'), await startContainer('ingestor')];
    const workers = [await startContainer('worker'), await startContainer('worker')];
    await Promise.all([api, ...ingestors, ...workers].map(isReady));
    web = await startWeb({
      upstreams: upstreamsAt({ ingestor: ingestors.map(({ address }) => address), api: [api.address] }),
    });

    const client = createClient({ baseUrl: web.url });
    await client.signIn(OWNER);
    const { data } = await client.call('listProjects', {});
    const { id, keys, dsn } = await client.call('getProject', { params: { project_id: data[0]!.id } });
    expect(new URL(dsn!).host).toBe('localhost:8000');

    const headers = { 'x-railguard-key': keys[0]!.public_key, 'content-type': 'application/json' };
    const sent = Array.from({ length: 40 }, async () => {
      const body = JSON.stringify({ message: 'Sent to the one port', level: 'error' });
      const response = await fetch(`${web!.url}/api/v1/events/${id}`, { method: 'POST', headers, body });
      return response.status;
    });
    expect(new Set(await Promise.all(sent))).toEqual(new Set([202]));
    await eventually(
      'all of them counted',
      () => client.call('listIssues', { params: { project_id: id } }),
      ({ data }) => data[0]?.event_count === 40,
    );

    // As `docker compose down` does it, and within the grace that compose.yaml gives.
    const asked = performance.now();
    const ends = started.map(({ process }) => once(process, 'exit'));
    for (const { process } of started) process.kill('SIGTERM');
    expect(await Promise.all(ends)).toEqual(started.map(() => [0, null]));
    expect(performance.now() - asked).toBeLessThan(15_000);
  }, 90_000);
});
