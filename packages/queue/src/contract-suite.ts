import { newUuid } from '@railguard/protocol/ids';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ACK,
  type BatchHandler,
  type ConsumeOptions,
  type Delivery,
  type OutgoingMessage,
  type Queue,
} from './queue.ts';

/** What a transport brings to the suite; made afresh for each test. */
export interface QueueUnderTest {
  queue: Queue;
  /** The same queue as another process sees it. */
  other: Queue;
  /** Has another process take messages of the topic into its hands, and kills it before it answers for them. */
  holdAndDie(topic: string): Promise<void>;
  close(): Promise<void>;
}

const OPTIONS: ConsumeOptions = { batchSize: 10, maxAttempts: 5, leaseMs: 30_000 };
/** For things that must not happen: how long they are given to. */
const A_WHILE_MS = 400;
const PATIENCE_MS = 15_000;

/**
 * The promises of the queue seam, which every transport keeps. Delivery is at least once, so nothing here counts
 * deliveries where a transport may repeat one.
 */
export function queueContract(name: string, makeQueue: () => Promise<QueueUnderTest>): void {
  describe(`the queue contract on ${name}`, { timeout: 30_000 }, () => {
    let under: QueueUnderTest;
    let queue: Queue;
    let topic: string;

    beforeEach(async () => {
      under = await makeQueue();
      queue = under.queue;
      topic = `contract.${newUuid().slice(-12)}`;
    });
    afterEach(() => under.close());

    /** Consumes the topic, remembers every delivery, and answers as told; acknowledges where nothing is told. */
    function collect(handler?: BatchHandler, options: Partial<ConsumeOptions> = {}, from = queue) {
      const batches: Delivery[][] = [];
      const consumer = from.consume(
        topic,
        async (batch) => {
          batches.push(batch);
          return handler ? handler(batch) : batch.map(() => ACK);
        },
        { ...OPTIONS, ...options },
      );
      const deliveries = () => batches.flat();
      const ids = () => new Set(deliveries().map((delivery) => delivery.id));
      return { consumer, batches, deliveries, ids };
    }

    const settled = () =>
      eventually(async () => expect(await queue.depth(topic)).toMatchObject({ ready: 0, delayed: 0, leased: 0 }));

    describe('publishing and consuming', () => {
      it('hands over what was published, headers and binary body unchanged', async () => {
        const body = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
        const message = {
          id: newUuid(),
          headers: { text: 'né "\u0000" 😀', list: [1, null], nested: { a: true } },
          body,
        };
        await queue.publish(topic, [message, { id: newUuid(), headers: {}, body: new Uint8Array() }]);
        const seen = collect();
        await eventually(() => expect(seen.ids().size).toBe(2));
        const delivery = seen.deliveries().find(({ id }) => id === message.id)!;
        expect(delivery.headers).toEqual(message.headers);
        expect(Buffer.from(delivery.body)).toEqual(Buffer.from(body));
        expect(delivery.attempt).toBe(1);
        expect(seen.deliveries().find(({ id }) => id !== message.id)!.body).toHaveLength(0);
      });

      it('hands over in batches no larger than asked for', async () => {
        const messages = someMessages(25);
        await queue.publish(topic, messages);
        const seen = collect();
        await eventually(() => expect(seen.ids()).toEqual(idsOf(messages)));
        expect(Math.max(...seen.batches.map((batch) => batch.length))).toBeLessThanOrEqual(OPTIONS.batchSize);
      });

      it('takes thousands of messages in one call', async () => {
        const messages = someMessages(5_000, 1_000);
        await queue.publish(topic, messages);
        const seen = collect(undefined, { batchSize: 500 });
        await eventually(() => expect(seen.ids().size).toBe(5_000));
        await settled();
      });

      it('takes thousands of messages in as many concurrent calls', async () => {
        const messages = someMessages(2_000);
        await Promise.all(messages.map((message) => queue.publish(topic, [message])));
        const seen = collect(undefined, { batchSize: 500 });
        await eventually(() => expect(seen.ids()).toEqual(idsOf(messages)));
      });

      it('keeps topics apart', async () => {
        await queue.publish(`${topic}.other`, someMessages(1));
        const [message] = someMessages(1);
        await queue.publish(topic, [message!]);
        const seen = collect();
        await eventually(() => expect(seen.ids()).toEqual(new Set([message!.id])));
        await aWhile();
        expect(seen.ids().size).toBe(1);
      });

      it('is not harmed by publishing an id that is there already', async () => {
        const messages = someMessages(3);
        await queue.publish(topic, messages);
        await queue.publish(topic, [...messages, messages[0]!]);
        const seen = collect();
        await eventually(() => expect(seen.ids()).toEqual(idsOf(messages)));
        await settled();
      });

      it('takes an empty list', async () => {
        await expect(queue.publish(topic, [])).resolves.toBeUndefined();
      });

      it('wakes an idle consumer at once, in this process and in another', async () => {
        for (const publisher of [queue, under.other]) {
          const delays: number[] = [];
          const seen = collect(async (batch) => {
            for (const { headers } of batch) delays.push(Date.now() - Number(headers.sent_at));
            return batch.map(() => ACK);
          });
          await aWhile();
          for (let sent = 1; sent <= 5; sent += 1) {
            await aWhile();
            await publisher.publish(topic, [
              { id: newUuid(), headers: { sent_at: Date.now() }, body: new Uint8Array() },
            ]);
            await eventually(() => expect(delays.length).toBeGreaterThanOrEqual(sent));
          }
          // The median, so that one hiccup of a busy machine is forgiven and a polling delay is not.
          expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(200);
          await seen.consumer.stop();
        }
      });
    });

    describe('verdicts', () => {
      it('an acknowledged message is gone', async () => {
        await queue.publish(topic, someMessages(3));
        const first = collect();
        await eventually(() => expect(first.ids().size).toBe(3));
        await settled();
        await first.consumer.stop();
        const second = collect();
        await aWhile();
        expect(second.deliveries()).toEqual([]);
      });

      it('a retried message comes back after its delay, its attempts counted', async () => {
        const times: number[] = [];
        await queue.publish(topic, someMessages(1));
        const seen = collect(async (batch) => {
          times.push(Date.now());
          return batch.map(({ attempt }) => (attempt < 3 ? { kind: 'retry', reason: 'not yet', delayMs: 500 } : ACK));
        });
        await eventually(() => expect(seen.deliveries().map(({ attempt }) => attempt)).toEqual([1, 2, 3]));
        expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(480);
        expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(480);
        expect(times[2]! - times[0]!).toBeLessThan(6_000);
        await settled();
      });

      it('a retry without a delay backs off', async () => {
        const times: number[] = [];
        await queue.publish(topic, someMessages(1));
        collect(async (batch) => {
          times.push(Date.now());
          return batch.map(({ attempt }) => (attempt < 3 ? { kind: 'retry', reason: 'not yet' } : ACK));
        });
        await eventually(() => expect(times).toHaveLength(3));
        expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(400);
        expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(800);
      });

      it('the verdicts of one batch differ by message', async () => {
        const [kept, retried, dead] = someMessages(3);
        await queue.publish(topic, [kept!, retried!, dead!]);
        const seen = collect(async (batch) =>
          batch.map(({ id, attempt }) => {
            if (id === dead!.id) return { kind: 'dead', reason: 'no use' };
            return id === retried!.id && attempt === 1 ? { kind: 'retry', reason: 'later', delayMs: 0 } : ACK;
          }),
        );
        await eventually(() => expect(seen.deliveries()).toHaveLength(4));
        expect(seen.deliveries().at(-1)).toMatchObject({ id: retried!.id, attempt: 2 });
        await settled();
        expect((await queue.depth(topic)).dead).toBe(1);
      });

      it.each<[string, BatchHandler]>([
        ['throws', async () => Promise.reject(new Error('the database is away'))],
        ['answers for too few', async () => []],
      ])('a handler that %s has the whole batch retried, past the most attempts and buries none', async (_, fail) => {
        const messages = someMessages(3);
        await queue.publish(topic, messages);
        const done = new Set<string>();
        const mostAttempts = 1;
        collect(
          async (batch) => {
            if (batch.some(({ attempt }) => attempt <= mostAttempts + 1)) return fail(batch);
            for (const { id } of batch) done.add(id);
            return batch.map(() => ACK);
          },
          { maxAttempts: mostAttempts },
        );
        await eventually(() => expect(done).toEqual(idsOf(messages)));
        await settled();
        expect((await queue.depth(topic)).dead).toBe(0);
      });
    });

    describe('dead letters', () => {
      const bury = async (messages: OutgoingMessage[], reason = 'not understood') => {
        await queue.publish(topic, messages);
        const { consumer } = collect(async (batch) => batch.map(() => ({ kind: 'dead', reason })));
        await eventually(async () => expect((await queue.depth(topic)).dead).toBe(messages.length));
        await consumer.stop();
      };

      it('keep the message with its reason', async () => {
        const before = Date.now();
        const message = { id: newUuid(), headers: { a: 1 }, body: Uint8Array.of(0, 255) };
        await bury([message], 'broken \0 \ud800 text');
        const [letter] = await queue.deadLetters.list(topic, { limit: 10 });
        expect(letter).toMatchObject({ id: message.id, topic, headers: { a: 1 }, attempts: 1 });
        expect(Buffer.from(letter!.body)).toEqual(Buffer.from(message.body));
        expect(letter!.reason).toContain('broken');
        expect(letter!.died_at.getTime()).toBeGreaterThan(before - 1_000);
      });

      it('take a message that fails once too often, with its last reason', async () => {
        const message = someMessages(1);
        await queue.publish(topic, message);
        const seen = collect(
          async (batch) => batch.map(({ attempt }) => ({ kind: 'retry', reason: `failure ${attempt}`, delayMs: 0 })),
          { maxAttempts: 3 },
        );
        await eventually(async () => expect((await queue.depth(topic)).dead).toBe(1));
        expect(seen.deliveries().map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
        const [letter] = await queue.deadLetters.list(topic, { limit: 10 });
        expect(letter).toMatchObject({ id: message[0]!.id, reason: 'failure 3', attempts: 3 });
      });

      it('are listed a page at a time, newest first', async () => {
        const messages = someMessages(5);
        await bury(messages);
        const newestFirst = messages.map(({ id }) => id).reverse();
        const first = await queue.deadLetters.list(topic, { limit: 2 });
        const second = await queue.deadLetters.list(topic, { limit: 100, before: first[1]!.id });
        expect([...first, ...second].map(({ id }) => id)).toEqual(newestFirst);
      });

      it('never come more than a hundred at once', async () => {
        await bury(someMessages(101));
        expect(await queue.deadLetters.list(topic, { limit: 1_000 })).toHaveLength(100);
      });

      it('can be replayed, with a first attempt again', async () => {
        const [first, second] = someMessages(2);
        await bury([first!, second!]);
        const seen = collect();
        expect(await queue.deadLetters.replay(topic, [first!.id, newUuid()])).toBe(1);
        await eventually(() => expect(seen.ids()).toEqual(new Set([first!.id])));
        expect(seen.deliveries()[0]!.attempt).toBe(1);
        expect(await idsLeft()).toEqual([second!.id]);
      });

      it('can be discarded', async () => {
        const [first, second] = someMessages(2);
        await bury([first!, second!]);
        expect(await queue.deadLetters.discard(topic, [first!.id, newUuid()])).toBe(1);
        expect(await queue.deadLetters.discard(topic, [first!.id, 'no id at all'])).toBe(0);
        expect(await idsLeft()).toEqual([second!.id]);
        expect(await queue.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 0, dead: 1 });
      });

      const idsLeft = async () => (await queue.deadLetters.list(topic, { limit: 10 })).map(({ id }) => id);
    });

    describe('consumers', () => {
      it('never hold one message at once', async () => {
        const messages = someMessages(300);
        const held = new Set<string>();
        const clashes: string[] = [];
        const hold: BatchHandler = async (batch) => {
          for (const { id } of batch) {
            if (held.has(id)) clashes.push(id);
            held.add(id);
          }
          await new Promise((resolve) => setTimeout(resolve, 5));
          for (const { id } of batch) held.delete(id);
          return batch.map(() => ACK);
        };
        const seen = [collect(hold), collect(hold), collect(hold, {}, under.other)];
        await queue.publish(topic, messages.slice(0, 150));
        await under.other.publish(topic, messages.slice(150));
        await eventually(() => expect(new Set(seen.flatMap(({ ids }) => [...ids()]))).toEqual(idsOf(messages)));
        await settled();
        expect(clashes).toEqual([]);
      });

      it('wait for the batch in hand when they stop, and take no other', async () => {
        const [first, second] = someMessages(2);
        const release = Promise.withResolvers<void>();
        const seen = collect(
          async () => {
            await release.promise;
            return [ACK];
          },
          { batchSize: 1 },
        );
        await queue.publish(topic, [first!, second!]);
        await eventually(() => expect(seen.batches).toHaveLength(1));
        let stopped = false;
        const stopping = seen.consumer.stop().then(() => {
          stopped = true;
        });
        await aWhile();
        expect(stopped).toBe(false);
        release.resolve();
        await stopping;
        expect(seen.batches).toHaveLength(1);

        // The one that was not taken is still there, and free at once.
        const next = collect();
        const left = [first!.id, second!.id].find((id) => id !== seen.deliveries()[0]!.id)!;
        await eventually(() => expect(next.ids()).toEqual(new Set([left])));
      });

      it('that die lose their messages to others', async () => {
        const messages = someMessages(3);
        await queue.publish(topic, messages);
        await under.holdAndDie(topic);
        const seen = collect();
        await eventually(() => expect(seen.ids()).toEqual(idsOf(messages)));
        expect(Math.max(...seen.deliveries().map(({ attempt }) => attempt))).toBeGreaterThan(1);
        await settled();
      });
    });

    describe('the queue itself', () => {
      it('knows how deep it is', async () => {
        expect(await queue.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 0, dead: 0 });
        await queue.publish(topic, someMessages(3));
        await eventually(async () =>
          expect(await queue.depth(topic)).toEqual({ ready: 3, delayed: 0, leased: 0, dead: 0 }),
        );
        const release = Promise.withResolvers<void>();
        collect(async (batch) => {
          await release.promise;
          return batch.map(() => ACK);
        });
        await eventually(async () =>
          expect(await queue.depth(topic)).toEqual({ ready: 0, delayed: 0, leased: 3, dead: 0 }),
        );
        release.resolve();
        await settled();
      });

      it('counts a delayed message apart from those that can be taken', async () => {
        await queue.publish(topic, someMessages(2));
        collect(async (batch) => batch.map(() => ({ kind: 'retry', reason: 'later', delayMs: 60_000 })));
        await eventually(async () =>
          expect(await queue.depth(topic)).toEqual({ ready: 0, delayed: 2, leased: 0, dead: 0 }),
        );
      });

      it('answers a check', async () => {
        await expect(queue.check()).resolves.toBeUndefined();
      });

      it('refuses publications once it is closed', async () => {
        await queue.close();
        await expect(queue.publish(topic, someMessages(1))).rejects.toMatchObject({ name: 'QueueUnavailableError' });
      });
    });
  });
}

/** Ids grow with their place, as those of a publisher do over time. */
function someMessages(count: number, bytes = 20): OutgoingMessage[] {
  const start = Date.now() - count;
  return Array.from({ length: count }, (_, index) => ({
    id: newUuid(start + index),
    headers: { index },
    body: Buffer.alloc(bytes, index % 256),
  }));
}

function idsOf(messages: OutgoingMessage[]): Set<string> {
  return new Set(messages.map(({ id }) => id));
}

async function eventually(check: () => unknown): Promise<void> {
  await vi.waitFor(check, { timeout: PATIENCE_MS, interval: 10 });
}

async function aWhile(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, A_WHILE_MS));
}
