import { type DatabaseServer, queryDatabase, startDatabaseServer, UNSYNCED } from '@railguard/testing/database-server';
import { eventually } from '@railguard/testing/eventually';
import { publicKeyOf, sendNative } from '@railguard/testing/ingest';
import { launchProcessSet, type ProcessSet, startProcessSet } from '@railguard/testing/process-set';
import { createProject, waitForEvent, waitForIssues } from '@railguard/testing/product-reading';
import { type ServiceName, type ServiceProcess, startService } from '@railguard/testing/service-process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';
import { startLoad } from './load.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await startDatabaseServer(UNSYNCED);
});
afterAll(() => server?.destroy());

const SERVICES: ServiceName[] = ['ingestor', 'worker', 'api'];
const WARNING = 40;
const troubleOf = (process: ServiceProcess) => process.log().filter(({ level }) => level >= WARNING);

describe('two of each, started at the same moment on an empty database', () => {
  let databaseUrl: string;
  let set: ProcessSet;
  beforeAll(async () => {
    databaseUrl = await server.createDatabase();
    set = await startProcessSet({ databaseUrl, ingestors: 2, workers: 2, apis: 2 });
  });
  afterAll(() => set?.destroy());

  test('have migrated it once, without a fault', async () => {
    const [counts] = await queryDatabase(
      databaseUrl,
      'select count(*)::int as applied, count(distinct number)::int as different from schema_migration',
    );
    expect(counts).toEqual({ applied: counts!.different, different: counts!.different });
    expect(counts!.different).toBeGreaterThan(3);
    // Ingestors come before the schema, and say so.
    const faults = set.all().flatMap(troubleOf);
    expect(faults.filter(({ msg }) => !/^The database does not have the schema/.test(msg))).toEqual([]);
  });

  test('take events at either door, and either API reads them', async () => {
    const project = await createProject(set, 'Processes');
    const events = Array.from({ length: 20 }, () => errorEvent('load'));
    for (const [index, event] of events.entries()) {
      expect(await sendNative(set.ingestors[index % 2]!, project, event)).toMatchObject({ status: 202 });
    }
    await waitForIssues(set, project.id, (issues) => issues[0]?.event_count === 20);
    for (const { event_id } of events) await waitForEvent(set, project.id, event_id);
    const other = await fetch(`${set.apis[1]!.url}/api/v1/setup`);
    expect(await other.json()).toEqual({ needs_setup: false });
  });

  test('a key that is revoked at one API is refused at every ingestor at once', async () => {
    const project = await createProject(set, 'Revoked');
    const send = (ingestor: ServiceProcess) => sendNative(ingestor, project, errorEvent('key'));
    for (const ingestor of set.ingestors) expect(await send(ingestor)).toMatchObject({ status: 202 });
    const key = project.keys.find(({ public_key }) => public_key === publicKeyOf(project))!;
    const params = { project_id: project.id, key_id: key.id };
    await set.client.call('updateProjectKey', { params, body: { is_active: false } });
    for (const ingestor of set.ingestors) {
      await expect.poll(async () => (await send(ingestor)).status).toBe(401);
    }
  });

  test('say that they live, that they are ready, and what they count, in one line of JSON each', async () => {
    for (const { url, log, name } of set.all()) {
      expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
      expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
        status: 'ok',
        checks: { database: 'ok', queue: 'ok' },
      });
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^# HELP /m);
      expect(log().at(-1)).toMatchObject({ name: name.split(' ')[0], level: expect.any(Number) });
    }
    expect((await fetch(`${set.workers[0]!.url}/`)).status).toBe(404);
    const figures = await (await fetch(`${set.workers[0]!.url}/metrics`)).text();
    expect(figures).toMatch(/^railguard_queue_messages\{topic="events\.raw",state="ready"\} \d+$/m);
    expect(figures).toMatch(/^railguard_queue_messages\{topic="events\.raw",state="dead"\} 0$/m);
  });

  test('stop within ten seconds under load, one of each and then all, and nothing accepted is lost', async () => {
    const project = await createProject(set, 'Stop');
    const load = startLoad(set, project, 8);
    const accepted = (more: number) =>
      eventually(
        'events are accepted',
        async () => load.acknowledged.size,
        (size) => size > more,
      );
    await accepted(100);
    await Promise.all([set.ingestors[0]!, set.workers[0]!].map((process) => process.stop()));
    await accepted(load.acknowledged.size + 100);
    await set.stop();
    await load.stop();

    set.startEnded();
    await set.ready();
    await set.signIn();
    const ids = await eventually(
      'every acknowledged event is stored',
      () => storedIn(databaseUrl, project.id),
      (stored) => [...load.acknowledged].every((id) => stored.has(id)),
      30_000,
    );
    expect([...ids.values()].filter((count) => count !== 1)).toEqual([]);
  });
});

describe('started before the database', () => {
  let set: ProcessSet | undefined;
  afterEach(() => set?.destroy());

  test('they live, are not ready, say what they wait for, and go on once it is there', async () => {
    const databaseUrl = await server.createDatabase();
    await server.stop();
    set = await launchProcessSet({ databaseUrl });
    for (const { url, log } of set.all()) {
      const readiness = await eventually('an answer', () => fetch(`${url}/readyz`), Boolean);
      expect(readiness.status).toBe(503);
      expect(await readiness.json()).toEqual({
        status: 'unavailable',
        checks: { database: 'unavailable', queue: 'unavailable', start: 'unavailable' },
      });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      await eventually(
        'the sentence',
        async () => log().map(({ msg }) => msg),
        (said) =>
          said.some((sentence) => sentence.startsWith(`PostgreSQL at 127.0.0.1:${server.port} does not answer`)),
      );
    }
    const [ingestor, api] = [set.ingestors[0]!, set.apis[0]!];
    const early = await fetch(`${ingestor.url}/api/1/envelope/`, { method: 'POST', body: '{}' });
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '5']);
    const asked = await fetch(`${api.url}/api/v1/setup`);
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([503, '2']);

    await server.start();
    await set.ready();
    await set.signIn();
    const project = await createProject(set, 'Late');
    const event = errorEvent('late');
    expect(await sendNative(set, project, event)).toMatchObject({ status: 202 });
    await waitForEvent(set, project.id, event.event_id);
  });

  test('they can be stopped while they wait', async () => {
    const databaseUrl = server.url('postgres').replace(String(server.port), '1');
    set = await launchProcessSet({ databaseUrl });
    for (const process of set.all()) {
      await eventually(
        'waiting',
        async () => process.log(),
        (lines) => lines.some(({ msg }) => /does not answer/.test(msg)),
      );
    }
    await set.stop();
  });
});

describe('what waiting cannot mend ends each with one sentence', () => {
  const SECRET = 'a secret of at least 32 characters';
  let process: ServiceProcess | undefined;
  afterEach(() => process?.kill());

  async function endOf(service: ServiceName, env: Record<string, string>) {
    process = await startService(service, env);
    const { code } = await process.ended();
    return { code, stderr: process.stderr(), output: process.stderr() + JSON.stringify(process.log()) };
  }

  test.each(SERVICES)('%s: a wrong password', async (service) => {
    const DATABASE_URL = server.url('postgres').replace(':test@', ':hunter2@');
    const { code, stderr, output } = await endOf(service, { DATABASE_URL, RAILGUARD_SECRET: SECRET });
    expect(code).toBe(78);
    expect(stderr).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:\d+ refuses the user or password of DATABASE_URL \(password authentication failed for user "railguard"\)\.\n$/,
    );
    expect(output).not.toContain('hunter2');
  });

  test.each(SERVICES)('%s: no such database', async (service) => {
    const { code, stderr } = await endOf(service, { DATABASE_URL: server.url('nowhere'), RAILGUARD_SECRET: SECRET });
    expect(code).toBe(78);
    expect(stderr).toMatch(/^PostgreSQL at \S+ has no database "nowhere": create it, or change DATABASE_URL\.\n$/);
  });

  test.each(SERVICES)('%s: a database of a newer version', async (service) => {
    const DATABASE_URL = await server.createDatabase();
    await queryDatabase(
      DATABASE_URL,
      `create table schema_migration (number integer primary key, name text, checksum text);
       insert into schema_migration values (9000, '9000_later', 'x')`,
    );
    const { code, stderr } = await endOf(service, { DATABASE_URL, RAILGUARD_SECRET: SECRET });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database has schema 9000 \(9000_later\), made by a newer version .*\n$/);
  });

  test.each<[service: ServiceName, missing: string[]]>([
    ['ingestor', ['DATABASE_URL']],
    ['worker', ['DATABASE_URL']],
    ['api', ['DATABASE_URL', 'RAILGUARD_SECRET']],
  ])('%s: settings that are wrong or missing, all of them at once', async (service, missing) => {
    const { code, stderr } = await endOf(service, { AMQP_URL: 'http://mq', RAILGUARD_LOG_LEVEL: 'loud' });
    expect(code).toBe(78);
    for (const name of ['AMQP_URL', 'RAILGUARD_LOG_LEVEL', ...missing]) expect(stderr).toContain(`  ${name}: `);
  });
});

/** How often each event of a project is stored, by the id its client knows. */
async function storedIn(databaseUrl: string, projectId: string): Promise<Map<string, number>> {
  const rows = await queryDatabase<{ id: string; count: number }>(
    databaseUrl,
    `select replace(event_id::text, '-', '') as id, count(*)::int from event where project_id = $1 group by 1`,
    [projectId],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
