import type { Log } from '@railguard/kit/log';
import type { Metrics } from '@railguard/kit/metrics';
import { EVENTS_RAW } from '@railguard/protocol/raw-message';
import type { Queue } from '@railguard/queue/queue';
import type { Database } from '@railguard/store/database';
import type { Layout } from '@railguard/store/layout/layout';
import { storeBatch } from '@railguard/store/store-batch';
import { startHousekeeping } from './housekeeping.ts';
import { createBatchHandler } from './process-batch.ts';

export interface WorkerParts {
  database: Database;
  layout: Layout;
  queue: Queue;
  log: Log;
  metrics: Metrics;
  retentionDays: number;
}

export interface Worker {
  /** Takes no further batch, and waits for those in hand. */
  stop(): Promise<void>;
}

/** Large enough that a transaction's fixed costs vanish, small enough that one takes well under a second. */
const BATCH_SIZE = 500;
/** While one batch is with the database, the pipeline works on the next. */
const BATCHES_IN_HAND = 2;
const MAX_ATTEMPTS = 8;
const LEASE_MS = 60_000;

/** Consumes `events.raw` until stopped, and keeps the house: room for events ahead, old data dropped. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { database, layout, queue, log, metrics, retentionDays } = parts;
  const housekeeping = await startHousekeeping({ database, layout, log, retentionDays });
  const storing = metrics.timer('railguard_store_batch_seconds', 'Time one batch takes to be stored.');

  const handler = createBatchHandler(
    oneAtATime(async (messages) => {
      const done = storing.startTimer();
      try {
        return await storeBatch(database, layout, messages);
      } finally {
        done();
      }
    }),
    retentionDays,
  );
  const consumers = Array.from({ length: BATCHES_IN_HAND }, () =>
    queue.consume(EVENTS_RAW, handler, { batchSize: BATCH_SIZE, maxAttempts: MAX_ATTEMPTS, leaseMs: LEASE_MS }),
  );

  return {
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await housekeeping.stop();
    },
  };
}

/** One writer is faster than two on a small machine, and it never waits for its own sibling's row locks. */
function oneAtATime<Argument, Result>(work: (argument: Argument) => Promise<Result>) {
  let last: Promise<unknown> = Promise.resolve();
  return (argument: Argument): Promise<Result> => {
    const next = last.then(
      () => work(argument),
      () => work(argument),
    );
    last = next;
    return next;
  };
}
