import { createLog } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import { createPostgresQueue } from '@railguard/queue/postgres';
import { LEASE, LOCK_CLASS } from '@railguard/queue/postgres/sql';
import {
  ACK,
  type ConsumeOptions,
  type OutgoingMessage,
  type Queue,
  QueueUnavailableError,
} from '@railguard/queue/queue';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { killHard, startDoomedConsumer } from './doomed.ts';
import { createSeverableProxy } from './severable-proxy.ts';

const OPTIONS: ConsumeOptions = { batchSize: 10, maxAttempts: 5, leaseMs: 30_000 };
const log = createLog('queue test', 'silent');

let database: TestDatabase;
let admin: pg.Client;
let topic: string;
let queues: Queue[];

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
  admin = new pg.Client(database.url);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});
beforeEach(() => {
  topic = `faults.${newUuid().slice(-12)}`;
  queues = [];
});
afterEach(() => Promise.all(queues.map((queue) => queue.close())));

function openQueue(url = database.url): Queue {
  const queue = createPostgresQueue({ url, log });
  queues.push(queue);
  return queue;
}

function someMessages(count: number): OutgoingMessage[] {
  return Array.from({ length: count }, (_, index) => ({ id: newUuid(), headers: { index }, body: Buffer.alloc(100) }));
}

/** Each in a transaction of its own, and so in a bundle of its own. */
async function publishApart(queue: Queue, messages: OutgoingMessage[]): Promise<void> {
  for (const message of messages) await queue.publish(topic, [message]);
}

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('publishing', () => {
  it('merges concurrent publications into few transactions', async () => {
    const queue = openQueue();
    await Promise.all(someMessages(500).map((message) => queue.publish(topic, [message])));
    const { rows } = await admin.query(
      `select sum(message_count)::int as messages, count(*)::int as bundles, count(distinct created_at)::int as transactions
       from queue_bundle where topic = $1`,
      [topic],
    );
    expect(rows[0].messages).toBe(500);
    expect(rows[0].bundles).toBeLessThan(10);
    expect(rows[0].transactions).toBeLessThan(5);
  });

  it('refuses what goes past its bound in memory, and takes it again later', async () => {
    const queue = openQueue();
    const full = queue.publish(topic, someMessages(20_000));
    await expect(queue.publish(topic, someMessages(1))).rejects.toThrow(QueueUnavailableError);
    await full;
    await queue.publish(topic, someMessages(1));
    // Counting stops there.
    expect((await queue.depth(topic)).ready).toBe(10_000);
  });

  it('bounds bytes too, but not a single large publication', async () => {
    const queue = openQueue();
    const large = { id: newUuid(), headers: {}, body: Buffer.alloc(40 * 1024 * 1024) };
    const full = queue.publish(topic, [large]);
    await expect(queue.publish(topic, [{ ...large, id: newUuid() }])).rejects.toThrow(QueueUnavailableError);
    await full;
  });

  it('fails one publisher alone for a message that cannot be written', async () => {
    const queue = openQueue();
    const bad = [{ id: 'not a uuid', headers: {}, body: new Uint8Array() }];
    const [refused, taken] = await Promise.allSettled([
      queue.publish(topic, bad),
      queue.publish(topic, someMessages(1)),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
    expect(taken.status).toBe('fulfilled');
  });

  it('rejects with QueueUnavailableError while there is no database', async () => {
    const proxy = await createSeverableProxy(database.url);
    const queue = openQueue(proxy.url);
    await queue.publish(topic, someMessages(1));
    await proxy.sever();
    await expect(queue.publish(topic, someMessages(1))).rejects.toThrow(QueueUnavailableError);
    await expect(queue.check()).rejects.toThrow();
    await proxy.mend();
    await queue.publish(topic, someMessages(1));
    await queue.check();
    await queue.close();
    await proxy.sever();
  });
});

describe('a consumer', () => {
  it('whose connections are all terminated in the middle of a batch settles it and goes on', async () => {
    const queue = openQueue();
    const done = new Set<string>();
    let terminated = false;
    queue.consume(
      topic,
      async (batch) => {
        if (!terminated) {
          terminated = true;
          await admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and application_name like 'railguard queue%'`,
          );
        }
        for (const { id } of batch) done.add(id);
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await queue.publish(topic, someMessages(50));
    await eventually(() => expect(done.size).toBe(50));
    await eventually(async () => {
      expect(await queue.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 0, dead: 0 });
    });
    await queue.publish(topic, someMessages(1));
    await eventually(() => expect(done.size).toBe(51));
  });

  it('recovers from a database that went away while it was busy and while it was idle', async () => {
    const proxy = await createSeverableProxy(database.url);
    const queue = openQueue(proxy.url);
    const direct = openQueue();
    const done = new Set<string>();
    queue.consume(
      topic,
      async (batch) => {
        if (done.size === 0) await proxy.sever();
        for (const { id } of batch) done.add(id);
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await publishApart(direct, someMessages(30));
    await eventually(() => expect(done.size).toBe(10));
    await sleep(500);
    await proxy.mend();
    await eventually(async () =>
      expect(await direct.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 0, dead: 0 }),
    );
    expect(done.size).toBe(30);

    await proxy.sever();
    await sleep(500);
    await proxy.mend();
    await direct.publish(topic, someMessages(1));
    await eventually(() => expect(done.size).toBe(31));
    await queue.close();
    await proxy.sever();
  });

  it('frees what the server has it hold by mistake once its presence was lost and regained', async () => {
    const queue = openQueue();
    const seen: string[] = [];
    queue.consume(
      topic,
      async (batch) => {
        seen.push(...batch.map(({ id }) => id));
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await queue.publish(topic, someMessages(1));
    await eventually(() => expect(seen).toHaveLength(1));
    // As after a crash of the server that undid an acknowledgement.
    const [undone] = someMessages(1);
    await admin.query(
      `insert into queue_bundle (id, topic, message_count, size, content, attempt, available_at, leased_by)
       select $1, $2, 1, 2, queue_content($1, '{}', ''), 1, now() + interval '1 minute', objid::int from pg_locks
       where locktype = 'advisory' and classid = ${LOCK_CLASS}
         and database = (select oid from pg_database where datname = current_database())`,
      [undone!.id, topic],
    );
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'railguard queue presence'`,
    );
    await eventually(() => expect(seen).toContain(undone!.id));
  });

  it('keeps its messages for longer than a lease while it works on them', async () => {
    const [slow, other] = [openQueue(), openQueue()];
    const taken: string[] = [];
    const options = { ...OPTIONS, leaseMs: 4_500 };
    slow.consume(
      topic,
      async (batch) => {
        taken.push('slow');
        await sleep(6_000);
        return batch.map(() => ACK);
      },
      options,
    );
    await slow.publish(topic, someMessages(1));
    await eventually(() => expect(taken).toEqual(['slow']));
    other.consume(
      topic,
      async (batch) => {
        taken.push('other');
        return batch.map(() => ACK);
      },
      options,
    );
    await eventually(async () => expect(await slow.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 0, dead: 0 }));
    expect(taken).toEqual(['slow']);
  });

  it('that is frozen loses its messages when their lease runs out', async () => {
    const queue = openQueue();
    await queue.publish(topic, someMessages(2));
    const frozen = await startDoomedConsumer(database.url, topic, 1_500);
    frozen.kill('SIGSTOP');
    const attempts: number[] = [];
    queue.consume(
      topic,
      async (batch) => {
        attempts.push(...batch.map(({ attempt }) => attempt));
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await eventually(() => expect(attempts).toEqual([2, 2]));
    await killHard(frozen);
  });

  it('that was killed lets go of its messages long before their lease ends', async () => {
    const queue = openQueue();
    const seen: string[] = [];
    // Joined first, so that the messages come back by the regular rounds and not by a start.
    const bystander = openQueue();
    await queue.publish(topic, someMessages(2));
    const doomed = await startDoomedConsumer(database.url, topic);
    bystander.consume(
      topic,
      async (batch) => {
        seen.push(...batch.map(({ id }) => id));
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await sleep(300);
    expect(seen).toEqual([]);
    await killHard(doomed);
    await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 20_000 });
  });

  it('gives back at once, and uncounted, what it had fetched ahead when it stops', async () => {
    const queue = openQueue();
    for (const pair of [someMessages(2), someMessages(2)]) await queue.publish(topic, pair);
    const release = Promise.withResolvers<void>();
    const consumer = queue.consume(
      topic,
      async (batch) => {
        await release.promise;
        return batch.map(() => ACK);
      },
      { ...OPTIONS, batchSize: 2 },
    );
    await eventually(async () => expect((await queue.depth(topic)).leased).toBe(4));
    const stopping = consumer.stop();
    await eventually(async () => expect(await queue.depth(topic)).toMatchObject({ ready: 2, leased: 2 }));
    release.resolve();
    await stopping;
    const { rows } = await admin.query('select attempt, message_count from queue_bundle where topic = $1', [topic]);
    expect(rows).toEqual([{ attempt: 0, message_count: 2 }]);
  });
});

describe('looking for work', () => {
  it('takes no more than 32 MiB of messages at once, and one that is larger alone', async () => {
    const queue = openQueue();
    const sizes = [1, 15, 15, 15, 40, 1].map((mebibytes) => mebibytes * 1024 * 1024);
    for (const size of sizes) await queue.publish(topic, [{ id: newUuid(), headers: {}, body: Buffer.alloc(size) }]);
    const batches: number[][] = [];
    queue.consume(
      topic,
      async (batch) => {
        batches.push(batch.map(({ body }) => body.length / 1024 / 1024));
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await eventually(() => expect(batches).toEqual([[1, 15, 15], [15], [40], [1]]));
  });

  it('hands over a bundle larger than a batch in parts, and gives back what it did not reach', async () => {
    const queue = openQueue();
    const messages = someMessages(25);
    await queue.publish(topic, messages);
    const seen: string[] = [];
    const consumer = queue.consume(
      topic,
      async (batch) => {
        seen.push(...batch.map(({ id }) => id));
        if (seen.length === 20) void consumer.stop();
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await eventually(async () => expect(await queue.depth(topic)).toMatchObject({ ready: 5, leased: 0 }));
    expect(seen).toEqual(messages.slice(0, 20).map(({ id }) => id));
    const attempts: number[] = [];
    queue.consume(
      topic,
      async (batch) => {
        attempts.push(...batch.map(({ attempt }) => attempt));
        return batch.map(() => ACK);
      },
      OPTIONS,
    );
    await eventually(() => expect(attempts).toEqual([1, 1, 1, 1, 1]));
  });

  it('gives each message of a bundle its own fate', async () => {
    const queue = openQueue();
    const messages = someMessages(9);
    await queue.publish(topic, messages);
    const place = new Map(messages.map(({ id }, index) => [id, index]));
    const attempts: Record<number, number[]> = {};
    queue.consume(
      topic,
      async (batch) =>
        batch.map(({ id, attempt }) => {
          const index = place.get(id)!;
          attempts[index] = [...(attempts[index] ?? []), attempt];
          if (index % 3 === 1) return { kind: 'dead', reason: `place ${index}` };
          return index % 3 === 2 && attempt === 1 ? { kind: 'retry', reason: 'once more', delayMs: 0 } : ACK;
        }),
      OPTIONS,
    );
    await eventually(async () =>
      expect(await queue.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 0, dead: 3 }),
    );
    expect(Object.values(attempts)).toEqual([[1], [1], [1, 2], [1], [1], [1, 2], [1], [1], [1, 2]]);
    const letters = await queue.deadLetters.list(topic, { limit: 10 });
    expect(letters.map(({ reason }) => reason).sort()).toEqual(['place 1', 'place 4', 'place 7']);
  });

  it('takes a bundle apart once its consumer died with it', async () => {
    const queue = openQueue();
    await queue.publish(topic, someMessages(5));
    await killHard(await startDoomedConsumer(database.url, topic));
    const sizes: number[] = [];
    queue.consume(
      topic,
      async (batch) => {
        sizes.push(batch.length);
        return batch.map(() => ACK);
      },
      { ...OPTIONS, maxAttempts: 1 },
    );
    // As many deaths as attempts: from now on each is handed over alone.
    await eventually(() => expect(sizes).toEqual([1, 1, 1, 1, 1]));
  });

  it('takes ever fewer at once of those whose consumers died', async () => {
    const queue = openQueue();
    await publishApart(queue, someMessages(40));
    const sizes: number[] = [];
    for (let deaths = 0; deaths < 6; deaths += 1) {
      await admin.query('begin');
      const { rowCount } = await admin.query(LEASE, [topic, 40, 30_000, 1]);
      await admin.query('rollback');
      sizes.push(rowCount!);
      await admin.query('update queue_bundle set attempt = attempt + 1 where topic = $1', [topic]);
    }
    expect(sizes).toEqual([40, 16, 8, 4, 2, 1]);
  });

  it('lists no more than 32 MiB of dead letters a page', async () => {
    const queue = openQueue();
    for (let count = 0; count < 3; count += 1) {
      await queue.publish(topic, [{ id: newUuid(), headers: {}, body: Buffer.alloc(15 * 1024 * 1024) }]);
    }
    queue.consume(topic, async (batch) => batch.map(() => ({ kind: 'dead', reason: 'large' })), OPTIONS);
    await eventually(async () => expect((await queue.depth(topic)).dead).toBe(3));
    const first = await queue.deadLetters.list(topic, { limit: 100 });
    expect(first).toHaveLength(2);
    expect(await queue.deadLetters.list(topic, { limit: 100, before: first[1]!.id })).toHaveLength(1);
  });

  it('reads the index in order, whatever waits', async () => {
    await admin.query(
      `insert into queue_bundle (id, topic, message_count, size, content)
       select gen_random_uuid(), $1, 1, 100, '' from generate_series(1, 20000)`,
      [topic],
    );
    await admin.query('analyze queue_bundle');
    await admin.query('begin');
    const { rows } = await admin.query(`explain (format json) ${LEASE}`, [topic, 500, 30_000, 1]);
    await admin.query('rollback');
    const plan = JSON.stringify(rows[0]['QUERY PLAN']);
    // What is below the limit sees the whole backlog; above it, a batch is sorted to be weighed.
    const belowLimit = plan.slice(plan.indexOf('"Node Type":"Limit"'), plan.indexOf('"Node Type":"Tid Scan"'));
    expect(plan).toContain('"Index Name":"queue_bundle_next"');
    expect(plan).toContain('"Node Type":"Tid Scan"');
    expect(belowLimit).toContain('"Node Type":"Index Scan"');
    expect(belowLimit).not.toContain('"Node Type":"Sort"');
    expect(plan).not.toContain('"Node Type":"Seq Scan"');
  });
});
