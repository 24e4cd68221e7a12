import { type DatabaseServer, queryDatabase, startDatabaseServer, UNSYNCED } from '@railguard/testing/database-server';
import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import { launchProcessSet, type ProcessSet } from '@railguard/testing/process-set';
import { createProject, type Project, waitForIssues } from '@railguard/testing/product-reading';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import type { ServiceProcess } from '@railguard/testing/service-process';
import { type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

/** Every stage is a process of its own, the deciding and the sending ones twice. */
describe.skipIf(withoutRabbitmq)('alerts by way of RabbitMQ, each stage in processes of its own', () => {
  const rabbit = useRabbitmq();
  let server: DatabaseServer;
  let databaseUrl: string;
  let sink: SmtpSink;
  let set: ProcessSet;
  let deciders: ServiceProcess[];
  let mailers: ServiceProcess[];
  let project: Project;
  beforeAll(async () => {
    sink = await startSmtpSink();
    server = await startDatabaseServer(UNSYNCED);
    databaseUrl = await server.createDatabase();
    const env = { SMTP_URL: sink.url };
    set = await launchProcessSet({ databaseUrl, amqpUrl: rabbit().url, workers: 0, env });
    await set.add('worker', 1, { RAILGUARD_STAGES: 'events' });
    deciders = await set.add('worker', 2, { RAILGUARD_STAGES: 'alerts' });
    mailers = await set.add('worker', 2, { RAILGUARD_STAGES: 'mails' });
    await set.ready();
    await set.signIn();
  });
  afterAll(async () => {
    await set?.destroy();
    await server?.destroy();
    await sink?.stop();
  });
  beforeEach(async () => {
    project = await createProject(set, 'Told');
    const params = { project_id: project.id };
    await set.client.call('updateProjectSettings', { params, body: { alerts: { mails_per_hour: 1_000 } } });
    sink.received.length = 0;
  });

  const crash = async (type: string) => {
    const event = { ...errorEvent(type), exceptions: [{ type, value: 'it broke' }] };
    expect(await sendNative(set, project, event)).toMatchObject({ status: 202 });
  };
  const alerts = async () => {
    const query = { limit: 100 };
    return (await set.client.call('listAlerts', { params: { project_id: project.id }, query })).data;
  };
  /** Waits until as many alerts of the project are in the mail server's hands, as far as Railguard knows. */
  const sent = (count: number) =>
    eventually(
      `${count} alerts are sent`,
      alerts,
      (found) => found.filter(({ state }) => state === 'sent').length === count,
      30_000,
    );
  const idsOfMails = () => sink.received.map(({ headers }) => headers['message-id']);

  test('a new issue is told within seconds, once', async () => {
    await crash('FirstError');
    const [alert] = await sent(1);
    expect(alert).toMatchObject({ occasion: 'first_event', to: set.owner.email });
    expect(sink.received).toHaveLength(1);
    expect(sink.received[0]!.headers.subject).toContain('FirstError');
  });

  test('deciders that are killed while issues come leave none of them untold, and tell none twice', async () => {
    const types = Array.from({ length: 30 }, (_, index) => `Killed${inLetters(index)}Error`);
    for (const [index, type] of types.entries()) {
      await crash(type);
      if (index % 10 === 5) {
        await deciders[0]!.kill();
        deciders[0]!.start();
      }
      if (index % 10 === 8) {
        await deciders[1]!.kill();
        deciders[1]!.start();
      }
    }
    await sent(types.length);
    expect(new Set(idsOfMails()).size).toBe(types.length);
    expect(sink.received).toHaveLength(types.length);
    for (const type of types) {
      expect(sink.received.filter(({ headers }) => headers.subject?.includes(type))).toHaveLength(1);
    }
    expect(await alerts()).toHaveLength(types.length);
  });

  test('a mailer killed between the server’s yes and its note of it has the mail sent again, under the same Message-ID', async () => {
    const letGo = sink.hold();
    await crash('TwiceError');
    await eventually(
      'the server has it',
      async () => sink.held(),
      (held) => held === 1,
    );
    // Which of them has it is not known, so both go, and nobody is there to hear the server's yes.
    await Promise.all(mailers.map((mailer) => mailer.kill()));
    letGo();
    await eventually(
      'the server has taken it',
      async () => sink.received.length,
      (count) => count === 1,
    );
    expect(await alerts()).toMatchObject([{ state: 'sending' }]);

    // Its lease is a minute long; it is not waited for.
    await queryDatabase(databaseUrl, `update mail set next_attempt_at = now() where state = 'pending'`);
    for (const mailer of mailers) mailer.start();
    await sent(1);
    expect(idsOfMails()).toHaveLength(2);
    expect(new Set(idsOfMails()).size).toBe(1);
  });

  test('what was stored while nobody decided, and a broker that died before it was handed over, are no loss', async () => {
    await Promise.all(deciders.map((decider) => decider.stop()));
    await crash('PatientError');
    await waitForIssues(set, project.id, (issues) => issues.length === 1);
    await rabbit().kill();
    for (const decider of deciders) decider.start();
    await rabbit().start();
    await sent(1);
    expect(sink.received).toHaveLength(1);
  });
});

/** Grouping takes one number for another, so what is to be an issue of its own differs in letters. */
function inLetters(number: number): string {
  return `${String.fromCharCode(65 + Math.floor(number / 26))}${String.fromCharCode(97 + (number % 26))}`;
}
