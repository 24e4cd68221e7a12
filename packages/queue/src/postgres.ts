import type { Log } from '@railguard/kit/log';
import { startConsumer } from './postgres/consumer.ts';
import { createDeadLetters } from './postgres/dead-letters.ts';
import { createGroupCommit } from './postgres/group-commit.ts';
import { createLeases } from './postgres/leases.ts';
import { createPool } from './postgres/pool.ts';
import { createPresence } from './postgres/presence.ts';
import { CHECK, DEPTH } from './postgres/sql.ts';
import type { Consumer, Queue, QueueDepth } from './queue.ts';

/** Counting reads the rows, and a shutdown asks every 50 ms. Who watches a backlog this long needs no exact figure. */
const MOST_COUNTED = 10_000;

export interface PostgresQueueOptions {
  /** `postgresql://…`; the database has the tables of `0006_queue_bundle.sql`. */
  url: string;
  log: Log;
}

/**
 * The queue on a plain table of PostgreSQL; `docs/adr/0002-queue-on-postgresql.md` says why it looks like this.
 * Connects when first used and recovers by itself from a server that is killed and comes back: consumers go on,
 * publishers meet QueueUnavailableError meanwhile. `depth` looks at no more than 10,000 ready ones, 10,000 delayed
 * and leased ones together (the first that come due), and 10,000 dead ones.
 *
 * Holds up to five connections: one to publish, three for consumers and dead letters, one that listens.
 */
export function createPostgresQueue({ url, log }: PostgresQueueOptions): Queue {
  const writer = createPool(url, { name: 'railguard queue publish', max: 1, durable: true, log });
  const pool = createPool(url, { name: 'railguard queue consume', max: 3, durable: false, log });
  const presence = createPresence(url, log);
  const groupCommit = createGroupCommit(writer, log);
  const consumers = new Set<Consumer>();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await Promise.all([...consumers].map((consumer) => consumer.stop()));
    await groupCommit.close();
    await presence.close();
    await Promise.all([writer.end(), pool.end()]);
  }

  return {
    publish: groupCommit.publish,
    consume: (topic, handler, options) => {
      const consumer = startConsumer(topic, createLeases(pool, topic), presence.join(topic), handler, options, log);
      consumers.add(consumer);
      return {
        stop: async () => {
          await consumer.stop();
          consumers.delete(consumer);
        },
      };
    },
    depth: async (topic) => {
      const { rows } = await pool.query<QueueDepth>(DEPTH, [topic, MOST_COUNTED]);
      return rows[0]!;
    },
    deadLetters: createDeadLetters(pool),
    check: async () => {
      await pool.query(CHECK);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
