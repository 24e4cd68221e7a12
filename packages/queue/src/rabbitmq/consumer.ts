import type { Log } from '@railguard/kit/log';
import { backoffMs, RECONNECT } from '../backoff.ts';
import { type Fate, handOver } from '../hand-over.ts';
import { logDeaths } from '../log-deaths.ts';
import { pause } from '../pause.ts';
import type { BatchHandler, ConsumeOptions, Consumer } from '../queue.ts';
import { settlementOf } from '../settlement.ts';
import { type Batch, type Intake, openIntake } from './intake.ts';
import type { Link } from './link.ts';
import { type Arrival, adopted, type WireMessage } from './message.ts';
import type { Publisher } from './publisher.ts';
import { deadQueueOf, queueForDelay } from './topology.ts';

/** Tries to move a message on while the consumer is stopping; what fails is delivered again later. */
const LAST_TRIES = 3;

export interface RabbitConsumer extends Consumer {
  /** Messages in this process's hands. */
  held(): number;
}

/**
 * Takes batches of one topic and hands them over one at a time; the broker pushes the next one meanwhile, and the one
 * before is settled:
 *
 *     connecting ──► taking ──► handing over ──► settling ──► taking
 *         ▲            │            │               │
 *         └── channel lost: the broker has taken back what was not settled
 *
 * Nothing is lost between two queues: a message that is retried or buried is confirmed in the other queue before it is
 * acknowledged in this one. A process that ends in between leaves it in both, which is a repeat.
 */
export function startConsumer(
  topic: string,
  link: Link,
  publisher: Publisher,
  handler: BatchHandler,
  { batchSize, maxAttempts }: ConsumeOptions,
  log: Log,
): RabbitConsumer {
  const stopping = new AbortController();
  const { signal } = stopping;
  let intake: Intake | undefined;

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const connection = await link.connection();
        await connection.declare(topic);
        intake = await openIntake(connection, topic, batchSize, log);
        failures = 0;
        await work(intake);
        await intake.close();
      } catch (error) {
        failures += 1;
        if (failures === 1) log.warn({ err: error, topic }, 'cannot take messages; trying again');
      }
      intake = undefined;
      await pause(backoffMs(Math.max(failures, 1), RECONNECT), signal);
    }
  }

  async function work(from: Intake): Promise<void> {
    let settling: Promise<void> = Promise.resolve();
    // Stopped while it was opened: nobody else will say so to this one.
    if (signal.aborted) await from.stop();
    for (let batch = await from.next(); batch; batch = await from.next()) {
      const deliveries = batch.arrivals.map(({ delivery }) => delivery);
      const fates = deliveries.length > 0 ? await handOver(handler, deliveries, maxAttempts, log) : [];
      await settling;
      settling = settle(from, batch, fates);
    }
    await settling;
  }

  async function settle(from: Intake, batch: Batch, fates: Fate[]): Promise<void> {
    const deliveries = batch.arrivals.map(({ delivery }) => delivery);
    const settlement = settlementOf(deliveries, fates, maxAttempts);
    const arrivals = new Map(batch.arrivals.map((arrival) => [arrival.delivery.id, arrival]));
    const moves = createMoves(topic);
    for (const { id, delayMs } of settlement.retried) moves.delay(arrivals.get(id)!, delayMs);
    for (const { id, reason } of settlement.dead) moves.bury(arrivals.get(id)!, reason);
    for (const arrival of batch.early) moves.goRound(arrival);
    for (const raw of batch.foreign) moves.add(deadQueueOf(topic), adopted(raw, FOREIGN));
    if (moves.byQueue.size > 0) {
      // At once, so that a broker that takes no messages for now is rid of those that are done.
      for (const id of settlement.acked) from.ack(arrivals.get(id)!.raw);
      if (!(await move(from, moves.byQueue))) return;
    }
    from.ackUpTo(batch);
    logDeaths(log, topic, settlement);
  }

  /** Tries until it succeeds; false where the messages are the broker's again, or the consumer cannot wait any longer. */
  async function move(from: Intake, byQueue: Map<string, WireMessage[]>): Promise<boolean> {
    for (let failures = 0, lastTries = 0; lastTries < LAST_TRIES && !from.isClosed(); ) {
      try {
        for (const [queue, messages] of byQueue) {
          await publisher.publish(topic, queue, messages);
          byQueue.delete(queue);
        }
        return true;
      } catch (error) {
        failures += 1;
        if (signal.aborted) lastTries += 1;
        if (failures === 1) log.warn({ err: error, topic }, 'cannot settle a batch; trying again');
        await pause(backoffMs(failures, RECONNECT), signal);
      }
    }
    return false;
  }

  const running = run();
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    stopping.abort();
    await intake?.stop();
    await running;
  }

  return {
    held: () => intake?.held() ?? 0,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

const FOREIGN = 'not a message of this system: it has no id, or nothing that can be read';

/** What leaves a topic's queue other than by being done, by the queue it goes to. */
function createMoves(topic: string) {
  const byQueue = new Map<string, WireMessage[]>();
  const add = (queue: string, message: WireMessage) => {
    byQueue.set(queue, [...(byQueue.get(queue) ?? []), message]);
  };
  const copyOf = ({ raw, delivery }: Arrival, marks: WireMessage['marks']) => ({
    id: delivery.id,
    content: raw.content,
    marks: { attempts: delivery.attempt, ...marks },
  });
  return {
    byQueue,
    add,
    delay: (arrival: Arrival, delayMs: number) =>
      add(queueForDelay(topic, delayMs), copyOf(arrival, { due: Date.now() + delayMs })),
    /** Was not handed over, neither this time nor when the broker took it back before: that counts no attempt. */
    goRound: (arrival: Arrival) => {
      const { attempt, deaths } = arrival.delivery;
      const marks = { attempts: attempt - deaths - 1, due: arrival.due };
      add(queueForDelay(topic, arrival.due - Date.now()), copyOf(arrival, marks));
    },
    bury: (arrival: Arrival, reason: string) =>
      add(deadQueueOf(topic), copyOf(arrival, { reason, diedAt: Date.now() })),
  };
}
