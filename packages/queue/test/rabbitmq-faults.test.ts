import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createLog } from '@railguard/kit/log';
import { newUuid } from '@railguard/protocol/ids';
import {
  ACK,
  type ConsumeOptions,
  type OutgoingMessage,
  type Queue,
  QueueRefusedError,
  QueueUnavailableError,
} from '@railguard/queue/queue';
import { createRabbitQueue } from '@railguard/queue/rabbitmq';
import { DELIVERY_LIMIT } from '@railguard/queue/rabbitmq/topology';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { killHard, startDoomedConsumer } from './doomed.ts';
import { createSeverableProxy } from './severable-proxy.ts';

const OPTIONS: ConsumeOptions = { batchSize: 10, maxAttempts: 5, leaseMs: 30_000 };
const EMPTY = { ready: 0, delayed: 0, leased: 0, dead: 0 };
const MIB = 1024 * 1024;
const PERISHING = fileURLToPath(new URL('./perishing-consumer.ts', import.meta.url));
const log = createLog('queue test', 'silent');

function someMessages(count: number, bytes = 100): OutgoingMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newUuid(),
    headers: { index },
    body: Buffer.alloc(bytes, index % 256),
  }));
}

const eventually = (check: () => unknown, timeout = 20_000) => vi.waitFor(check, { timeout, interval: 20 });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(withoutRabbitmq)('on a RabbitMQ of its own', { timeout: 120_000 }, () => {
  const rabbit = useRabbitmq({ config: [`max_message_size = ${45 * MIB}`] });
  let topic: string;
  let queues: Queue[];
  let strangers: ChannelModel[];

  beforeEach(() => {
    topic = `faults.${newUuid().slice(-12)}`;
    queues = [];
    strangers = [];
  });
  afterEach(async () => {
    await Promise.all(queues.map((queue) => queue.close()));
    await Promise.all(strangers.map((stranger) => stranger.close().catch(() => {})));
  });

  function openQueue(url = rabbit().url, topics?: string[]): Queue {
    const queue = createRabbitQueue({ url, topics, log });
    queues.push(queue);
    return queue;
  }

  /** A client that is not ours. */
  async function openChannel(): Promise<Channel> {
    const stranger = await connect(rabbit().url, { noDelay: true });
    strangers.push(stranger);
    return stranger.createChannel();
  }

  /** Consumes, remembers the ids, acknowledges. */
  function collect(queue: Queue, options: Partial<ConsumeOptions> = {}) {
    const ids = new Set<string>();
    const attempts: number[] = [];
    const consumer = queue.consume(
      topic,
      async (batch) => {
        for (const { id, attempt } of batch) {
          ids.add(id);
          attempts.push(attempt);
        }
        return batch.map(() => ACK);
      },
      { ...OPTIONS, ...options },
    );
    return { ids, attempts, consumer };
  }

  async function bury(queue: Queue, messages: OutgoingMessage[]): Promise<void> {
    for (const message of messages) await queue.publish(topic, [message]);
    const consumer = queue.consume(
      topic,
      async (batch) => batch.map(() => ({ kind: 'dead', reason: 'no use' })),
      OPTIONS,
    );
    await eventually(async () => expect((await queue.depth(topic)).dead).toBe(messages.length));
    await consumer.stop();
  }

  describe('a broker that is killed and comes back', () => {
    it('still has every confirmed message, and nothing stays in the way', async () => {
      const queue = openQueue();
      const confirmed = new Set<string>();
      const seen = new Set<string>();
      const refusals: unknown[] = [];
      let publishing = true;
      queue.consume(
        topic,
        async (batch) =>
          batch.map(({ id, attempt, headers }) => {
            if (headers.index === 0 && attempt === 1) return { kind: 'retry', reason: 'not yet', delayMs: 300 };
            seen.add(id);
            return ACK;
          }),
        { ...OPTIONS, batchSize: 50, maxAttempts: 100 },
      );
      const publishers = Array.from({ length: 40 }, async () => {
        while (publishing) {
          const messages = someMessages(3, 2_000);
          await sleep(10);
          try {
            await queue.publish(topic, messages);
            for (const { id } of messages) confirmed.add(id);
          } catch (error) {
            refusals.push(error);
            await sleep(50);
          }
        }
      });
      await eventually(() => expect(seen.size).toBeGreaterThan(500));
      await rabbit().kill();
      await expect(queue.check()).rejects.toThrow();
      const before = confirmed.size;
      await rabbit().start();
      await eventually(() => expect(confirmed.size).toBeGreaterThan(before + 500));
      publishing = false;
      await Promise.all(publishers);
      expect(refusals.length).toBeGreaterThan(0);
      expect(refusals.filter((error) => !(error instanceof QueueUnavailableError))).toEqual([]);
      await eventually(() => expect(confirmed.difference(seen).size).toBe(0));
      await eventually(async () => expect(await queue.depth(topic)).toEqual(EMPTY));
    });
  });

  describe('publishing', () => {
    it('refuses what goes past its window before a broker that does not answer, and takes it again later', async () => {
      const queue = openQueue();
      await queue.publish(topic, someMessages(1));
      rabbit().pause();
      const before = process.memoryUsage();
      const taken: Promise<void>[] = [];
      const refused: unknown[] = [];
      try {
        for (let count = 0; count < 500; count += 1) {
          taken.push(queue.publish(topic, someMessages(1, MIB)).catch((error) => void refused.push(error)));
        }
        await sleep(200);
        // 63 with their headers are within 64 MiB.
        expect(refused).toHaveLength(437);
        expect(refused.every((error) => error instanceof QueueUnavailableError)).toBe(true);
        const { arrayBuffers } = process.memoryUsage();
        expect(arrayBuffers - before.arrayBuffers).toBeLessThan(300 * MIB);
      } finally {
        rabbit().resume();
      }
      await Promise.all(taken);
      // What was confirmed too late is there all the same.
      expect(refused.every((error) => error instanceof QueueUnavailableError)).toBe(true);
      await queue.publish(topic, someMessages(1));
      await eventually(async () => expect((await queue.depth(topic)).ready).toBe(65));
    });

    it('bounds the number of messages too, but not a single large publication', async () => {
      const queue = openQueue();
      const many = queue.publish(topic, someMessages(20_000, 1));
      await expect(queue.publish(topic, someMessages(1))).rejects.toThrow(QueueUnavailableError);
      await many;
      const large = queue.publish(topic, someMessages(1, 40 * MIB));
      await expect(queue.publish(topic, someMessages(1, 40 * MIB))).rejects.toThrow(QueueUnavailableError);
      await large;
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

    it('rejects while there is no broker, and goes on when there is', async () => {
      const proxy = await createSeverableProxy(rabbit().url);
      const queue = openQueue(proxy.url);
      await queue.publish(topic, someMessages(1));
      await proxy.sever();
      await expect(queue.publish(topic, someMessages(1))).rejects.toThrow(QueueUnavailableError);
      await expect(queue.check()).rejects.toThrow(QueueUnavailableError);
      await proxy.mend();
      await eventually(() => queue.publish(topic, someMessages(1)));
      await queue.check();
      await queue.close();
      await proxy.sever();
    });

    it('rejects what is on its way when the connection breaks', async () => {
      const proxy = await createSeverableProxy(rabbit().url);
      const queue = openQueue(proxy.url);
      await queue.publish(topic, someMessages(1));
      rabbit().pause();
      const publishing = Promise.allSettled(someMessages(50).map((message) => queue.publish(topic, [message])));
      await sleep(50);
      await proxy.sever();
      rabbit().resume();
      const results = await publishing;
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(50);
      await queue.close();
    });

    it('stops at once when the broker raises an alarm, and consuming goes on', async () => {
      const queue = openQueue();
      await queue.publish(topic, someMessages(30));
      rabbit().control('set_vm_memory_high_watermark', '0.000001');
      try {
        // Whoever publishes first has the broker say so.
        const first = queue.publish(topic, someMessages(1)).catch((error: unknown) => error);
        await eventually(() => expect(queue.check()).rejects.toThrow('takes no messages for now'));
        const started = Date.now();
        await expect(queue.publish(topic, someMessages(1))).rejects.toThrow(QueueUnavailableError);
        // Not after the ten seconds that a confirmation may take.
        expect(Date.now() - started).toBeLessThan(2_000);
        const seen = collect(queue);
        await eventually(() => expect(seen.ids.size).toBe(30));
        rabbit().control('set_vm_memory_high_watermark', 'absolute', '1GiB');
        // Confirmed, or refused where the alarm lasted longer than a confirmation may take.
        const outcome = await first;
        if (outcome) expect(outcome).toBeInstanceOf(QueueUnavailableError);
      } finally {
        rabbit().control('set_vm_memory_high_watermark', 'absolute', '1GiB');
      }
      await eventually(() => queue.check());
      await queue.publish(topic, someMessages(1));
    });

    it('is told of a queue that somebody deleted, and makes it again', async () => {
      const queue = openQueue();
      await queue.publish(topic, someMessages(1));
      await (await openChannel()).deleteQueue(topic);
      await expect(queue.publish(topic, someMessages(1))).rejects.toThrow('no queue');
      await queue.publish(topic, someMessages(1));
      expect((await queue.depth(topic)).ready).toBe(1);
    });

    it('names the setting when a message is too large for the broker, and takes others', async () => {
      const queue = openQueue();
      await expect(queue.publish(topic, someMessages(1, 46 * MIB))).rejects.toThrow(QueueUnavailableError);
      await expect(queue.publish(topic, someMessages(1, 46 * MIB))).rejects.toThrow('max_message_size');
      await queue.publish(topic, someMessages(1));
      expect((await queue.depth(topic)).ready).toBe(1);
    });
  });

  describe('what waiting cannot mend', () => {
    it('is told apart: a wrong password', async () => {
      const queue = openQueue(rabbit().url.replace(':railguard@', ':wrong@'));
      await expect(queue.check()).rejects.toThrow(QueueRefusedError);
      await expect(queue.publish(topic, someMessages(1))).rejects.toThrow('user or password');
    });

    it('is told apart: a virtual host that is not there', async () => {
      const queue = openQueue(`${rabbit().url}/nowhere`);
      await expect(queue.check()).rejects.toThrow('virtual host');
    });

    it('is told apart: a queue of that name that somebody else made', async () => {
      await (await openChannel()).assertQueue(topic, { durable: true });
      const queue = openQueue(undefined, [topic]);
      const refusal = expect.objectContaining({
        name: 'QueueRefusedError',
        message: expect.stringMatching(new RegExp(`queue "${topic}".*delete it`, 's')),
      });
      await expect(queue.check()).rejects.toEqual(refusal);
      await expect(queue.publish(topic, someMessages(1))).rejects.toEqual(refusal);
      await expect(queue.depth(topic)).rejects.toEqual(refusal);
    });

    it('is not what a broker is that cannot be reached', async () => {
      const queue = openQueue('amqp://127.0.0.1:1');
      await expect(queue.check()).rejects.toSatisfy(
        (error) => error instanceof QueueUnavailableError && !(error instanceof QueueRefusedError),
      );
    });
  });

  describe('the topology', () => {
    it('is declared again and again without a word, and every queue of it is a durable quorum queue', async () => {
      for (let count = 0; count < 3; count += 1) await openQueue(undefined, [topic]).check();
      const rows = rabbit()
        .control('list_queues', 'name', 'type', 'durable', '--no-table-headers')
        .trim()
        .split('\n')
        .map((line) => line.split('\t'))
        .filter(([name]) => name!.startsWith(topic));
      expect(rows.length).toBeGreaterThan(3);
      expect(new Set(rows.map(([, type, durable]) => `${type} ${durable}`))).toEqual(new Set(['quorum true']));
    });

    it('brings a delayed message back, and never early', async () => {
      const queue = openQueue();
      const delays = [0, 100, 300, 700, 1_500, 2_400, 3_900];
      const due = new Map<string, number>();
      const late = new Map<number, number>();
      const attempts: number[] = [];
      queue.consume(
        topic,
        async (batch) =>
          batch.map(({ id, attempt, headers }) => {
            const delayMs = headers.delay as number;
            attempts.push(attempt);
            if (attempt === 1) {
              due.set(id, Date.now() + delayMs);
              return { kind: 'retry', reason: 'later', delayMs };
            }
            late.set(delayMs, Date.now() - due.get(id)!);
            return ACK;
          }),
        OPTIONS,
      );
      await queue.publish(
        topic,
        delays.map((delay) => ({ id: newUuid(), headers: { delay }, body: new Uint8Array() })),
      );
      await eventually(() => expect(late.size).toBe(delays.length));
      expect(attempts.toSorted()).toEqual([...delays.map(() => 1), ...delays.map(() => 2)]);
      for (const [delay, ms] of late) {
        expect(ms, `a delay of ${delay} ms`).toBeGreaterThanOrEqual(-15);
        // By how much it may be late is a matter of the queues it waits in: `topology.test.ts`.
        expect(ms, `a delay of ${delay} ms`).toBeLessThan(5_000);
      }
    });
  });

  describe('a consumer', () => {
    it('recovers from a broker that went away while it was busy and while it was idle', async () => {
      const proxy = await createSeverableProxy(rabbit().url);
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
      await direct.publish(topic, someMessages(30));
      await eventually(() => expect(done.size).toBeGreaterThan(0));
      await sleep(300);
      await proxy.mend();
      await eventually(() => expect(done.size).toBe(30));
      await eventually(async () => expect(await direct.depth(topic)).toEqual(EMPTY));

      await proxy.sever();
      await sleep(300);
      await proxy.mend();
      await direct.publish(topic, someMessages(1));
      await eventually(() => expect(done.size).toBe(31));
      await queue.close();
      await proxy.sever();
    });

    it('that is frozen loses its messages once it owes two heartbeats', async () => {
      const queue = openQueue();
      await queue.publish(topic, someMessages(2));
      const frozen = await startDoomedConsumer(`${rabbit().url}?heartbeat=1`, topic);
      frozen.kill('SIGSTOP');
      const seen = collect(queue);
      await eventually(() => expect(seen.ids.size).toBe(2));
      expect(Math.max(...seen.attempts)).toBe(2);
      await killHard(frozen);
    });

    it('gives back at once what it had fetched ahead when it stops', async () => {
      const queue = openQueue();
      const messages = someMessages(30);
      await queue.publish(topic, messages);
      const release = Promise.withResolvers<void>();
      const done: string[] = [];
      const consumer = queue.consume(
        topic,
        async (batch) => {
          await release.promise;
          done.push(...batch.map(({ id }) => id));
          return batch.map(() => ACK);
        },
        { ...OPTIONS, batchSize: 4 },
      );
      const depth = () => queue.depth(topic);
      await eventually(async () => expect((await depth()).leased).toBeGreaterThanOrEqual(8));
      const stopping = consumer.stop();
      try {
        await eventually(async () => expect((await depth()).ready).toBeGreaterThanOrEqual(26));
        expect((await depth()).leased).toBeLessThanOrEqual(4);
      } finally {
        release.resolve();
        await stopping;
      }
      const seen = collect(queue);
      await eventually(() => expect(seen.ids.union(new Set(done))).toEqual(new Set(messages.map(({ id }) => id))));
      // What was in hand was settled, not given back too.
      expect(seen.ids.intersection(new Set(done)).size).toBe(0);
    });

    it('takes no more than 32 MiB at once, one that is larger alone, and holds no more than two batches', async () => {
      const queue = openQueue();
      const sizes = [1, 15, 15, 15, 40, 1, 20, 20, 20, 20].map((mebibytes) => mebibytes * MIB);
      for (const size of sizes) await queue.publish(topic, someMessages(1, size));
      const batches: number[][] = [];
      let mostHeld = 0;
      queue.consume(
        topic,
        async (batch) => {
          batches.push(batch.map(({ body }) => body.length));
          await sleep(100);
          mostHeld = Math.max(mostHeld, (await queue.depth(topic)).leased);
          return batch.map(() => ACK);
        },
        { ...OPTIONS, batchSize: 100 },
      );
      await eventually(() => expect(batches.flat().toSorted()).toEqual(sizes.toSorted()));
      for (const batch of batches) {
        const bytes = batch.reduce((sum, size) => sum + size, 0);
        expect(batch.length === 1 || bytes <= 32 * MIB, `${batch}`).toBe(true);
      }
      expect(mostHeld).toBeLessThanOrEqual(5);
      await eventually(async () => expect(await queue.depth(topic)).toEqual(EMPTY));
    });

    it('buries what is no message of ours, and goes on', async () => {
      const queue = openQueue();
      await queue.publish(topic, someMessages(1));
      const channel = await openChannel();
      channel.sendToQueue(topic, Buffer.from('hello'), { persistent: true });
      channel.sendToQueue(topic, Buffer.from('{broken\n'), {
        messageId: newUuid(),
        contentType: 'application/vnd.railguard.message',
      });
      const seen = collect(queue);
      await eventually(() => expect(seen.ids.size).toBe(1));
      await eventually(async () => expect(await queue.depth(topic)).toEqual({ ...EMPTY, dead: 2 }));
      const letters = await queue.deadLetters.list(topic, { limit: 10 });
      expect(letters.map(({ body }) => Buffer.from(body).toString()).toSorted()).toEqual(['hello', '{broken\n']);
      expect(letters[0]!.reason).toContain('not a message of this system');
      const ids = letters.map(({ id }) => id);
      expect(await queue.deadLetters.discard(topic, ids)).toBe(2);
    });

    it('meets a message that kills it time and again: that one dies, alone, and all others get through', async () => {
      const queue = openQueue();
      const messages = someMessages(60);
      messages[25] = { ...messages[25]!, headers: { perish: true } };
      await queue.publish(topic, messages);
      let ends = 0;
      for (; ends < 15 && (await queue.depth(topic)).dead === 0; ends += 1) {
        const child = spawn(process.execPath, [PERISHING, rabbit().url, topic], { stdio: 'inherit' });
        const exit = once(child, 'exit');
        await Promise.race([exit, eventually(async () => expect((await queue.depth(topic)).dead).toBe(1))]);
        if (child.exitCode === null && child.signalCode === null) {
          await eventually(async () => expect((await queue.depth(topic)).ready).toBe(0));
          await sleep(300);
          await killHard(child);
        }
      }
      const [letter, ...more] = await queue.deadLetters.list(topic, { limit: 100 });
      expect(letter).toMatchObject({ id: messages[25]!.id, reason: expect.stringContaining('its consumer died') });
      expect(more).toEqual([]);
      // One attempt and five last chances, then the process that buries it; RabbitMQ 3.10 may count a death twice that
      // comes in the moment the prefetch widens.
      expect(ends).toBeGreaterThanOrEqual(5);
      expect(ends).toBeLessThanOrEqual(7);
      await eventually(async () => expect(await queue.depth(topic)).toEqual({ ...EMPTY, dead: 1 }));
    });
  });

  describe('dead letters', () => {
    it('take what the broker itself gives up, with the reason', async () => {
      const queue = openQueue();
      const [message] = someMessages(1);
      await queue.publish(topic, [message!]);
      const channel = await openChannel();
      await channel.consume(topic, (raw) => channel.reject(raw!, true));
      await eventually(async () => expect((await queue.depth(topic)).dead).toBe(1));
      await channel.close();
      const [letter] = await queue.deadLetters.list(topic, { limit: 10 });
      expect(letter).toMatchObject({ id: message!.id, topic, headers: message!.headers, attempts: DELIVERY_LIMIT + 1 });
      expect(letter!.reason).toContain('delivery_limit');
      expect(Math.abs(letter!.died_at.getTime() - Date.now())).toBeLessThan(30_000);
      expect(Buffer.from(letter!.body)).toEqual(message!.body);

      expect(await queue.deadLetters.replay(topic, [message!.id])).toBe(1);
      const seen = collect(queue);
      await eventually(() => expect(seen.attempts).toEqual([1]));
    });

    it('are all there after they were looked at thirty times, by two at once', async () => {
      const [queue, other] = [openQueue(), openQueue()];
      const messages = someMessages(50);
      await bury(queue, messages);
      for (let looks = 0; looks < 15; looks += 1) {
        const pages = await Promise.all(
          [queue, other].map(({ deadLetters }) => deadLetters.list(topic, { limit: 60 })),
        );
        expect(pages.map((page) => page.length)).toEqual([50, 50]);
      }
      expect(await queue.depth(topic)).toEqual({ ...EMPTY, dead: 50 });
    });

    it('come no more than 32 MiB a page', async () => {
      const queue = openQueue();
      const messages = someMessages(3, 15 * MIB);
      await bury(queue, messages);
      const first = await queue.deadLetters.list(topic, { limit: 100 });
      expect(first).toHaveLength(2);
      const second = await queue.deadLetters.list(topic, { limit: 100, before: first[1]!.id });
      expect([...first, ...second].map(({ id }) => id)).toEqual(
        messages
          .map(({ id }) => id)
          .toSorted()
          .reverse(),
      );
    });

    it('survive whoever looks at them, replays or discards', async () => {
      const queue = openQueue();
      const messages = someMessages(200, 100_000);
      const ids = messages.map(({ id }) => id);
      await bury(queue, messages);
      const proxy = await createSeverableProxy(rabbit().url);
      const cut = openQueue(proxy.url);
      const errands = [
        () => cut.deadLetters.list(topic, { limit: 100 }),
        () => cut.deadLetters.replay(topic, ids),
        () => cut.deadLetters.discard(topic, ['none of them']),
      ];
      for (const [index, errand] of errands.entries()) {
        await cut.publish(`${topic}.warm`, someMessages(1));
        const outcome = errand().catch((error: unknown) => error);
        await sleep(60 + 20 * index);
        await proxy.sever();
        await outcome;
        await proxy.mend();
        await eventually(() => cut.check());
      }
      const seen = collect(queue);
      await eventually(async () => {
        await queue.deadLetters.replay(topic, ids);
        expect(await queue.depth(topic)).toEqual(EMPTY);
      });
      expect(seen.ids).toEqual(new Set(ids));
      await cut.close();
      await proxy.sever();
    });
  });
});
