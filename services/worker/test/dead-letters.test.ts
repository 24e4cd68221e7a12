import { createRequire } from 'node:module';
import { createLog } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW, type RawMessage, rawMessageHeaders } from '@railguard/protocol/raw-message';
import { openQueue } from '@railguard/queue/open-queue';
import { ACK, type Queue } from '@railguard/queue/queue';
import { createDatabase, type Database } from '@railguard/store/database';
import { createTestDatabase } from '@railguard/testing/database';
import { endByItself, launch } from '@railguard/testing/program';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { readableLetter } from '../src/dead-letters/readable-letter.ts';
import { rulesOfProject } from '../src/dead-letters/rules-of-project.ts';
import { runCommand } from '../src/dead-letters/run-command.ts';

const MAIN = createRequire(import.meta.url).resolve('@railguard/worker/dead-letters');
const PROJECT = '0199d1c4-5c3e-7a2b-8f00-1234567890ab';

/** Says what a queue of the transport is configured by, empty of messages; called when a test begins. */
type Transport = () => Promise<{ env: Record<string, string>; close: () => Promise<void> }>;

const topic = EVENTS_RAW;
const OPTIONS = { batchSize: 200, maxAttempts: 1, leaseMs: 10_000 };

function openQueueOf({ DATABASE_URL: databaseUrl = '', AMQP_URL: amqpUrl }: Record<string, string>): Queue {
  return openQueue({ amqpUrl, databaseUrl, log: createLog('test', 'silent') });
}

function deadLettersOn(name: string, transport: Transport): void {
  describe(name, () => {
    let under: Awaited<ReturnType<Transport>>;
    let queue: Queue;
    beforeEach(async () => {
      under = await transport();
      queue = openQueueOf(under.env);
    });
    afterEach(async () => {
      await queue.close();
      await under.close();
    });

    const run = (...args: string[]) => endByItself(launch(MAIN, under.env, args));

    /** Publishes messages and has a consumer give up on them. */
    async function bury(
      count: number,
      changes: Partial<RawMessage> = {},
      reason = 'pipeline: TypeError: bug',
    ): Promise<string[]> {
      const messages = Array.from({ length: count }, () => {
        const raw: RawMessage = {
          id: newUuid(),
          project_id: PROJECT,
          key_id: newUuid(),
          received_at: '2026-11-23T10:00:00.000Z',
          dialect: 'native',
          content_encoding: 'identity',
          event_ids: ['a'.repeat(32)],
          body: Buffer.from('{"message": "cannot sign in", "extra": {"password": "hunter2"}}'),
          ...changes,
        };
        return { id: raw.id, headers: rawMessageHeaders(raw), body: raw.body };
      });
      await queue.publish(topic, messages);
      const consumer = queue.consume(topic, async (batch) => batch.map(() => ({ kind: 'dead', reason })), {
        batchSize: 200,
        maxAttempts: 1,
        leaseMs: 10_000,
      });
      await expect.poll(() => queue.depth(topic), { timeout: 10_000 }).toMatchObject({ ready: 0, leased: 0 });
      await consumer.stop();
      return messages.map(({ id }) => id);
    }

    describe('list', () => {
      test('is a table, newest first, with what is needed to go on', async () => {
        const ids = (await bury(3)).toSorted().reverse();
        const { code, stdout, stderr } = await run('list', '--limit', '2');
        const lines = stdout.trim().split('\n');
        expect(code).toBe(0);
        expect(lines[0]).toMatch(/^id +died +attempts +project +reason$/);
        expect(lines.slice(1).map((line) => line.split(/ {2,}/))).toEqual(
          ids
            .slice(0, 2)
            .map((id) => [
              id,
              expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/),
              '1',
              PROJECT,
              'pipeline: TypeError: bug',
            ]),
        );
        expect(stderr).toBe(`There may be more: --before ${ids[1]}\n`);
        expect((await run('list', '--before', ids[1]!)).stdout).toContain(ids[2]);
      });

      test('of nothing says so', async () => {
        expect(await run('list')).toEqual({ code: 0, stdout: '', stderr: `There are no dead letters in ${topic}.\n` });
      });

      test('neither repeats a secret of a reason nor lets it move the cursor', async () => {
        await bury(1, {}, 'store: refused password=hunter2 \u001b[2Jand\nmore');
        const { stdout } = await run('list');
        expect(stdout).not.toContain('hunter2');
        expect(stdout).not.toContain('\u001b');
        expect(stdout.trim().split('\n')).toHaveLength(2);
      });
    });

    describe('show', () => {
      test('prints what the pipeline makes of it, without secrets', async () => {
        const [, id] = await bury(3);
        const { code, stdout } = await run('show', id!);
        expect(code).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({
          id,
          attempts: 1,
          reason: 'pipeline: TypeError: bug',
          headers: { project_id: PROJECT, dialect: 'native' },
          events: [{ title: 'cannot sign in', event: { message: 'cannot sign in' } }],
        });
        expect(stdout).not.toContain('hunter2');
      });

      test('of what the pipeline cannot read shows no byte of it', async () => {
        const [id] = await bury(1, { dialect: 'morse' as 'native' });
        const { code, stdout } = await run('show', id!);
        expect(code).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({ id, events: null, not_readable: 'TypeError', body_bytes: 63 });
        expect(stdout).not.toMatch(/hunter2|cannot sign in/);
      });

      test('of an id that is not there fails', async () => {
        const id = newUuid();
        expect(await run('show', id)).toEqual({
          code: 1,
          stdout: '',
          stderr: `There is no dead letter ${id} in ${topic}.\n`,
        });
      });
    });

    describe('replay and discard', () => {
      test('replay by id brings back those and no others', async () => {
        const [first] = await bury(3);
        const { code, stdout } = await run('replay', first!);
        expect([code, stdout]).toEqual([0, `1 dead letter of ${topic} replayed.\n`]);
        await expect.poll(() => queue.depth(topic)).toMatchObject({ ready: 1, dead: 2 });
      });

      test('replay of all goes page by page and counts', async () => {
        await bury(250);
        const { code, stdout, stderr } = await run('replay', '--all');
        expect([code, stdout]).toEqual([0, `250 dead letters of ${topic} replayed.\n`]);
        expect(stderr).toBe('100 replayed so far\n200 replayed so far\n250 replayed so far\n');
        await expect.poll(() => queue.depth(topic)).toMatchObject({ ready: 250, dead: 0 });
      }, 60_000);

      test('an id that is not there is told, and what is there is done', async () => {
        const [id] = await bury(1);
        const { code, stdout, stderr } = await run('replay', id!, newUuid());
        expect({ code, stdout, stderr }).toEqual({
          code: 1,
          stdout: `1 dead letter of ${topic} replayed.\n`,
          stderr: '1 of those named is not there.\n',
        });
      });

      test('discard asks nobody only where it is told to', async () => {
        await bury(2);
        const refused = await run('discard', '--all');
        expect(refused.code).toBe(64);
        expect(refused.stderr).toMatch(/^discard needs --yes where nobody can be asked\.\n/);
        await expect.poll(() => queue.depth(topic)).toMatchObject({ dead: 2 });
        const { code, stdout } = await run('discard', '--all', '--yes');
        expect([code, stdout]).toEqual([0, `2 dead letters of ${topic} discarded.\n`]);
        await expect.poll(() => queue.depth(topic)).toMatchObject({ ready: 0, dead: 0 });
      });

      test('discard does nothing where the answer is no', async () => {
        const which = await bury(2);
        const asked: string[] = [];
        const answers = [false, true];
        const desk = {
          out: () => {},
          tell: () => {},
          confirm: async (question: string) => {
            asked.push(question);
            return answers.shift()!;
          },
          retentionDays: 90,
          rulesOf: async () => undefined,
        };
        const discard = () => runCommand({ name: 'discard', topic: topic, which, yes: false }, queue.deadLetters, desk);
        expect(await discard()).toBe(1);
        await expect.poll(() => queue.depth(topic)).toMatchObject({ dead: 2 });
        expect(await discard()).toBe(0);
        await expect.poll(() => queue.depth(topic)).toMatchObject({ dead: 0 });
        expect(asked[0]).toBe(`Discard 2 dead letters of ${topic} for good?`);
      });
    });
  });
}

test('what a project hides is hidden in its dead letters too', async () => {
  const { url, drop } = await createTestDatabase(inject('postgresUrl'));
  const log = createLog('test', 'silent');
  const database = createDatabase({ url, maxConnections: 2, applicationName: 'dead letter test', log });
  const organization = newUuid();
  await database.pool.query('insert into organization (id, slug, name) values ($1, $2, $2)', [organization, 'shop']);
  await database.pool.query(
    `insert into project (id, organization_id, numeric_id, slug, name, settings)
     values ($1, $2, 4711, 'shop', 'Shop', '{"scrub":{"extra_keys":["loyalty_number"]}}')`,
    [PROJECT, organization],
  );
  const letter = {
    id: newUuid(),
    topic,
    headers: {
      project_id: PROJECT,
      received_at: '2026-11-23T10:00:00.000Z',
      dialect: 'native',
      content_encoding: 'identity',
      event_ids: ['a'.repeat(32)],
    },
    body: Buffer.from('{"extra":{"loyalty_number":"L-1","plan":"pro"}}'),
    attempts: 1,
    reason: 'x',
    died_at: new Date(),
  };
  const shownFrom = (from: Database) =>
    readableLetter(letter, { retentionDays: 90, rulesOf: (projectId) => rulesOfProject(from, projectId) });
  expect(await shownFrom(database)).toMatchObject({
    scrubbed_by: 'the settings of its project',
    events: [{ event: { extra: { loyalty_number: '[Filtered]', plan: 'pro' } } }],
  });
  await database.close();
  expect(await shownFrom(database)).toMatchObject({ scrubbed_by: 'the defaults' });
  await drop();
});

deadLettersOn('dead letters in PostgreSQL', async () => {
  const database = await createTestDatabase(inject('postgresUrl'));
  return { env: { DATABASE_URL: database.url }, close: () => database.drop() };
});

describe.skipIf(withoutRabbitmq)('with a RabbitMQ of its own', () => {
  const rabbit = useRabbitmq();
  deadLettersOn('dead letters in RabbitMQ', async () => {
    // The command goes without what the database could tell it then.
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing', AMQP_URL: rabbit().url };
    return { env, close: () => empty(openQueueOf(env)) };
  });
});

/** One broker serves every test. */
async function empty(queue: Queue): Promise<void> {
  queue.consume(topic, async (batch) => batch.map(() => ACK), OPTIONS);
  for (;;) {
    const letters = await queue.deadLetters.list(topic, { limit: 100 });
    if (letters.length === 0) break;
    await queue.deadLetters.discard(
      topic,
      letters.map(({ id }) => id),
    );
  }
  await expect.poll(() => queue.depth(topic), { timeout: 10_000 }).toMatchObject({ ready: 0, leased: 0, dead: 0 });
  await queue.close();
}

describe('a command that cannot be done', () => {
  test('for its words shows how it is used', async () => {
    const { code, stderr } = await endByItself(launch(MAIN, {}, ['burn', '--all']));
    expect(code).toBe(64);
    expect(stderr).toMatch(/^There is no command "burn"\.\n\nDead letters: /);
  });

  test('for its settings names them', async () => {
    const { code, stderr } = await endByItself(launch(MAIN, {}, ['list']));
    expect([code, stderr]).toEqual([
      78,
      'The configuration is wrong:\n  DATABASE_URL: must be set for a process of its own\n',
    ]);
  });
});
