import type { Log } from '@railguard/kit/log';
import { backoffMs, RECONNECT } from '../backoff.ts';
import { type Fate, type HeldDelivery, handOver } from '../hand-over.ts';
import { logDeaths } from '../log-deaths.ts';
import { pause } from '../pause.ts';
import type { BatchHandler, ConsumeOptions, Consumer } from '../queue.ts';
import { type Settlement, settlementOf } from '../settlement.ts';
import { type Batch, deliveriesOf, type Leases } from './leases.ts';
import type { Member } from './presence.ts';

/** Safety net under the wake-ups: how often an idle consumer looks, at first and after a while of finding nothing. */
const FIRST_POLL_MS = 1_000;
const SLOWEST_POLL_MS = 5_000;
/** A delay that is just over is looked at once more, not in a loop. */
const SHORTEST_WAIT_MS = 10;
/** Tries to settle a batch while the consumer is stopping; what fails is delivered again later. */
const LAST_TRIES = 3;

/**
 * Takes batches of one topic and hands them over one at a time. Behind a full one the next is fetched ahead, and
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
      const deliveries = deliveriesOf(batch);
      if (deliveries.length === 0) {
        inHand.delete(batch);
        await idle(emptyLooks);
        emptyLooks += 1;
        continue;
      }
      emptyLooks = 0;
      if (batch.isFull) ahead = take();
      const fates = await handOverInParts(deliveries);
      await settling;
      settling = settle(batch, settlementOf(deliveries.slice(0, fates.length), fates, maxAttempts));
    }
    await settling;
  }

  /** A bundle may hold more than a batch. What is not reached before the consumer is stopped has no fate. */
  async function handOverInParts(deliveries: HeldDelivery[]): Promise<Fate[]> {
    const fates: Fate[] = [];
    while (fates.length < deliveries.length && !signal.aborted) {
      const part = deliveries.slice(fates.length, fates.length + batchSize);
      fates.push(...(await handOver(handler, part, maxAttempts, log)));
    }
    return fates;
  }

  async function idle(emptyLooks: number): Promise<void> {
    const poll = Math.min(FIRST_POLL_MS * 2 ** emptyLooks, SLOWEST_POLL_MS);
    const due = await leases.nextAvailableMs().catch(() => undefined);
    if (!signal.aborted) await member.wakeUp.wait(Math.max(SHORTEST_WAIT_MS, Math.min(poll, due ?? poll)));
  }

  async function settle(batch: Batch, settlement: Settlement): Promise<void> {
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
        log.warn({ err: error, bundles: batch.bundles.length }, 'cannot settle a batch; trying again');
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
      if (batch.bundles.length === 0) continue;
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
