import type { Log } from '@railguard/kit/log';
import { backoffMs, RECONNECT } from '../backoff.ts';
import { type Fate, handOver } from '../hand-over.ts';
import { logDeaths } from '../log-deaths.ts';
import { pause } from '../pause.ts';
import type { BatchHandler, ConsumeOptions, Consumer } from '../queue.ts';
import { settlementOf } from '../settlement.ts';
import type { Batch, Leases } from './leases.ts';
import type { Member } from './presence.ts';

/** Safety net under the wake-ups: how often an idle consumer looks, at first and after a while of finding nothing. */
const FIRST_POLL_MS = 1_000;
const SLOWEST_POLL_MS = 5_000;
/** A delay that is just over is looked at once more, not in a loop. */
const SHORTEST_WAIT_MS = 10;
/** Tries to settle a batch while the consumer is stopping; what fails is delivered again later. */
const LAST_TRIES = 3;

/**
 * Takes batches of one topic and hands them over one at a time. Behind a full batch the next is fetched ahead, and
 * the one before is settled meanwhile, so that the database and the handler work at once; at most three are held:
 *
 *     idle ──► taking ──► handing over ──► settling
 *      ▲         │ │            │ (taking ahead)
 *      └─ empty ─┘ └─ stopped: given back
 *
 * A batch that could not be settled is tried until it is: its lease is kept up as long as this process lives.
 */
export function startConsumer(
  topic: string,
  leases: Leases,
  member: Member,
  handler: BatchHandler,
  { batchSize, maxAttempts, leaseMs }: ConsumeOptions,
  log: Log,
): Consumer {
  const stopping = new AbortController();
  const { signal } = stopping;
  const inHand = new Set<Batch>();
  /** A lost connection may mean that the server crashed, and forgot verdicts that were not yet on its disk. */
  let knownAdmissions = 0;
  let ahead: Promise<Batch | undefined> | undefined;
  const keeper = setInterval(() => void keepLeases(), leaseMs / 3);
  keeper.unref();

  /** Resolves with a batch, perhaps an empty one; undefined where the consumer was stopped before it had one. */
  async function take(): Promise<Batch | undefined> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const consumer = await member.number();
        const admissions = member.admissions();
        if (failures > 0 || admissions !== knownAdmissions) await leases.giveBackLost(consumer, [...inHand]);
        knownAdmissions = admissions;
        member.wakeUp.forget();
        const batch = await leases.take(consumer, batchSize, leaseMs);
        inHand.add(batch);
        return batch;
      } catch (error) {
        failures += 1;
        if (failures === 1) log.warn({ err: error }, 'cannot take messages; trying again');
        await pause(backoffMs(failures, RECONNECT), signal);
      }
    }
    return undefined;
  }

  async function run(): Promise<void> {
    let settling: Promise<void> = Promise.resolve();
    let emptyLooks = 0;
    while (!signal.aborted) {
      const coming = ahead ?? take();
      ahead = undefined;
      const batch = await coming;
      if (!batch) break;
      if (signal.aborted) {
        await giveBack(batch);
        break;
      }
      if (batch.deliveries.length === 0) {
        inHand.delete(batch);
        await idle(emptyLooks);
        emptyLooks += 1;
        continue;
      }
      emptyLooks = 0;
      if (batch.deliveries.length === batchSize) ahead = take();
      const fates = await handOver(handler, batch.deliveries, maxAttempts, log);
      await settling;
      settling = settle(batch, fates);
    }
    await settling;
  }

  async function idle(emptyLooks: number): Promise<void> {
    const poll = Math.min(FIRST_POLL_MS * 2 ** emptyLooks, SLOWEST_POLL_MS);
    const due = await leases.nextAvailableMs().catch(() => undefined);
    if (!signal.aborted) await member.wakeUp.wait(Math.max(SHORTEST_WAIT_MS, Math.min(poll, due ?? poll)));
  }

  async function settle(batch: Batch, fates: Fate[]): Promise<void> {
    const settlement = settlementOf(batch.deliveries, fates, maxAttempts);
    for (let failures = 0, lastTries = 0; lastTries < LAST_TRIES; ) {
      try {
        await leases.settle(batch, settlement);
        logDeaths(log, topic, settlement);
        // The look for work that ran meanwhile did not see these, nor when they are due.
        if (settlement.retried.length > 0) member.wakeUp.ring();
        break;
      } catch (error) {
        failures += 1;
        if (signal.aborted) lastTries += 1;
        log.warn({ err: error, messages: batch.deliveries.length }, 'cannot settle a batch; trying again');
        await pause(backoffMs(failures, RECONNECT), signal);
      }
    }
    inHand.delete(batch);
  }

  async function giveBack(batch: Batch): Promise<void> {
    inHand.delete(batch);
    await leases.giveBack(batch).catch((error) => log.warn({ err: error }, 'a batch comes back when its lease ends'));
  }

  async function keepLeases(): Promise<void> {
    for (const batch of inHand) {
      if (batch.deliveries.length === 0) continue;
      await leases.extend(batch, leaseMs).catch((error) => log.warn({ err: error }, 'cannot keep a lease up'));
    }
  }

  /** What was fetched ahead goes back at once, not after the batch in hand. */
  async function giveAheadBack(): Promise<void> {
    const batch = await ahead;
    if (batch) await giveBack(batch);
  }

  const running = run();
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    stopping.abort();
    member.wakeUp.ring();
    const fetchedAhead = giveAheadBack();
    ahead = undefined;
    await Promise.all([running, fetchedAhead]);
    clearInterval(keeper);
    await member.leave();
  }

  return {
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
