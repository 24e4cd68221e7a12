import { type DatabaseServer, startDatabaseServer, UNSYNCED } from '@railguard/testing/database-server';
import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import { launchProcessSet, type ProcessSet, startProcessSet } from '@railguard/testing/process-set';
import { createProject, waitForEvent, waitForIssues } from '@railguard/testing/product-reading';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { type ServiceName, type ServiceProcess, startService } from '@railguard/testing/service-process';
import { connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

const SERVICES: ServiceName[] = ['ingestor', 'worker', 'api'];

describe.skipIf(withoutRabbitmq)('separate processes around a RabbitMQ', () => {
  const rabbit = useRabbitmq();
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await startDatabaseServer(UNSYNCED);
  });
  afterAll(() => server?.destroy());

  let set: ProcessSet | undefined;
  let alone: ServiceProcess | undefined;
  afterEach(async () => {
    await set?.destroy();
    await alone?.kill();
    set = alone = undefined;
  });

  test('two of each take events through it, and each is counted once', async () => {
    const databaseUrl = await server.createDatabase();
    set = await startProcessSet({ databaseUrl, amqpUrl: rabbit().url, ingestors: 2, workers: 2 });
    const project = await createProject(set, 'Through RabbitMQ');
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => sendNative(set!.ingestors[index % 2]!, project, errorEvent('load'))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await waitForIssues(set, project.id, (issues) => issues[0]?.event_count === 200);
    await set.stop();
  });

  test('started before the broker they live, are not ready, say what they wait for, and go on once it is there', async () => {
    const { url, stop, start } = rabbit();
    await stop();
    set = await launchProcessSet({ databaseUrl: await server.createDatabase(), amqpUrl: url });
    for (const { url, log } of set.all()) {
      await eventually(
        'the sentence',
        async () => log().map(({ msg }) => msg),
        (said) => said.some((sentence) => /^RabbitMQ at 127\.0\.0\.1:\d+ does not answer yet/.test(sentence)),
        60_000,
      );
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const readiness = await fetch(`${url}/readyz`);
      expect(readiness.status).toBe(503);
      expect(await readiness.json()).toMatchObject({ checks: { database: 'ok', queue: 'unavailable' } });
    }
    await start();
    await set.ready();
    await set.signIn();
    const project = await createProject(set, 'Late');
    const event = errorEvent('late');
    expect(await sendNative(set, project, event)).toMatchObject({ status: 202 });
    await waitForEvent(set, project.id, event.event_id);
  });

  test('a broker that goes away has clients told to come back, and is found again', async () => {
    const { kill, start } = rabbit();
    set = await startProcessSet({ databaseUrl: await server.createDatabase(), amqpUrl: rabbit().url });
    const project = await createProject(set, 'Gone for a while');
    await kill();
    const refused = await sendNative(set, project, errorEvent('gone'));
    expect(refused.status).toBe(503);
    expect((await fetch(`${set.ingestors[0]!.url}/readyz`)).status).toBe(503);
    await start();
    const event = errorEvent('back');
    await eventually(
      'accepted again',
      () => sendNative(set!, project, event),
      ({ status }) => status === 202,
    );
    await waitForEvent(set, project.id, event.event_id);
    await set.ready();
  });

  describe('what waiting cannot mend ends each with one sentence', () => {
    async function endOf(service: ServiceName, amqpUrl: string) {
      const DATABASE_URL = await server.createDatabase();
      // The ingestor waits for a schema that somebody else must have made.
      if (service === 'ingestor') set = await startProcessSet({ databaseUrl: DATABASE_URL });
      alone = await startService(service, {
        DATABASE_URL,
        AMQP_URL: amqpUrl,
        RAILGUARD_SECRET: 'a secret of at least 32 characters',
      });
      const { code } = await alone.ended();
      return { code, stderr: alone.stderr(), output: alone.stderr() + JSON.stringify(alone.log()) };
    }

    test.each(SERVICES)('%s: a wrong password', async (service) => {
      const { code, stderr, output } = await endOf(service, rabbit().url.replace(':railguard@', ':hunter2@'));
      expect(code).toBe(78);
      expect(stderr).toMatch(/^RabbitMQ refuses the user or password of AMQP_URL[^\n]*\n$/);
      expect(output).not.toContain('hunter2');
    });

    test.each(SERVICES)('%s: a queue that was made otherwise', async (service) => {
      const { url, control } = rabbit();
      const name = `other-${service}`;
      control('add_vhost', name);
      control('set_permissions', '-p', name, 'railguard', '.*', '.*', '.*');
      const connection = await connect(`${url}/${name}`);
      const channel = await connection.createChannel();
      await channel.assertQueue('events.raw', { durable: true });
      await connection.close();
      const { code, stderr } = await endOf(service, `${url}/${name}`);
      expect(code).toBe(78);
      expect(stderr).toMatch(/^RabbitMQ has a queue "events\.raw" that was made otherwise than this release makes it/);
    });
  });
});
