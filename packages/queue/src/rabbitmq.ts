import type { Log } from '@railguard/kit/log';
import { type Queue, type QueueDepth, QueueUnavailableError } from './queue.ts';
import { closeChannel } from './rabbitmq/channel.ts';
import { type RabbitConsumer, startConsumer } from './rabbitmq/consumer.ts';
import { createDeadLetters } from './rabbitmq/dead-letters.ts';
import { createLink, type Link } from './rabbitmq/link.ts';
import { toWire } from './rabbitmq/message.ts';
import { createPublisher } from './rabbitmq/publisher.ts';
import { meaningOf } from './rabbitmq/refusal.ts';
import { deadQueueOf, delayQueuesOf } from './rabbitmq/topology.ts';

const ANSWER_WITHIN_MS = 5_000;

export interface RabbitQueueOptions {
  /** `amqp://…` or `amqps://…`; its path is the virtual host. */
  url: string;
  /** Declared by `check`, so that a queue the broker refuses is told of before anything is published. */
  topics?: string[];
  log: Log;
}

/**
 * The queue on RabbitMQ, 3.10 or newer; `docs/adr/0005-queue-on-rabbitmq.md` says why it looks like this, and
 * `rabbitmq/topology.ts` which queues it makes. Connects when first used and recovers by itself from a broker that is
 * killed and comes back: consumers go on, publishers meet QueueUnavailableError meanwhile.
 *
 * `depth` tells of the messages that this process holds, since AMQP tells of no others. Dead letters that somebody is
 * looking at are not counted meanwhile, and right after its start a broker tells of no messages for a second.
 *
 * Holds two connections, one to publish and one to consume: before a memory or disk alarm the broker stops reading from
 * those that publish, and acknowledgements must get through.
 */
export function createRabbitQueue({ url, topics = [], log }: RabbitQueueOptions): Queue {
  const publishing = createLink(url, 'railguard publish', log);
  const consuming = createLink(url, 'railguard consume', log);
  const publisher = createPublisher(publishing, log);
  const consumers = new Set<{ topic: string; consumer: RabbitConsumer }>();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await Promise.all([...consumers].map(({ consumer }) => consumer.stop()));
    await publisher.close();
    await Promise.all([publishing.close(), consuming.close()]);
  }

  return {
    publish: async (topic, messages) => publisher.publish(topic, topic, messages.map(toWire)),
    consume: (topic, handler, options) => {
      const consumer = startConsumer(topic, consuming, publisher, handler, options, log);
      const entry = { topic, consumer };
      consumers.add(entry);
      return {
        stop: async () => {
          await consumer.stop();
          consumers.delete(entry);
        },
      };
    },
    depth: async (topic) => {
      const counts = await countsOf(consuming, topic);
      const leased = [...consumers].filter((entry) => entry.topic === topic).map(({ consumer }) => consumer.held());
      return { ...counts, leased: sum(leased) };
    },
    deadLetters: createDeadLetters(url, publisher),
    check: async () => {
      if (closing) throw new QueueUnavailableError('the queue is closed');
      await within(ANSWER_WITHIN_MS, async () => {
        const connection = await publishing.connection();
        const blocked = connection.blocked();
        if (blocked !== undefined) throw new QueueUnavailableError(`RabbitMQ takes no messages for now: ${blocked}`);
        for (const topic of topics) await connection.declare(topic);
        // An answer, so that a frozen broker does not count as ready.
        const channel = await connection.model.createChannel();
        await closeChannel(channel);
        if (connection.lost.aborted) throw connection.lost.reason;
      });
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function countsOf(link: Link, topic: string): Promise<Omit<QueueDepth, 'leased'>> {
  const connection = await link.connection();
  await connection.declare(topic);
  try {
    const channel = await connection.model.createChannel();
    channel.on('error', () => connection.forget(topic));
    const count = async (queue: string) => (await channel.checkQueue(queue)).messageCount;
    const ready = await count(topic);
    const dead = await count(deadQueueOf(topic));
    const delayed: number[] = [];
    for (const queue of delayQueuesOf(topic)) delayed.push(await count(queue));
    await closeChannel(channel);
    return { ready, delayed: sum(delayed), dead };
  } catch (error) {
    throw meaningOf(error);
  }
}

/** @throws QueueUnavailableError, QueueRefusedError */
async function within(ms: number, ask: () => Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new QueueUnavailableError(`RabbitMQ does not answer within ${ms} ms`)),
    ms,
  );
  try {
    await Promise.race([ask(), late.promise]);
  } catch (error) {
    throw meaningOf(error);
  } finally {
    clearTimeout(timer);
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
