import type { Log } from '@railguard/kit/log';
import type { BatchHandler, Delivery, Verdict } from './queue.ts';

/** A delivery as its transport holds it. */
export interface HeldDelivery extends Delivery {
  /** How many consumers in a row died, or lost their lease, with it in hand. Any answer, also a fault, starts anew. */
  deaths: number;
}

/** What came of one delivery: the handler's verdict, or a fault, which is no word on the message. */
export type Fate = Verdict | { kind: 'fault'; reason: string };

/**
 * How often a message that took as many consumers with it as it has attempts is still handed over, each time alone:
 * an innocent one gets through, and one that kills its consumer takes no other message with it.
 */
const LAST_CHANCES = 5;

/**
 * Gives a batch to its handler and answers one fate for each message, in their order, whatever the handler does.
 * A handler that throws, or answers for too few or too many, is at fault for every message it was given.
 */
export async function handOver(
  handler: BatchHandler,
  batch: HeldDelivery[],
  maxAttempts: number,
  log: Log,
): Promise<Fate[]> {
  if (batch.every(({ deaths }) => deaths < maxAttempts)) return answerFor(handler, batch, log);

  const fates = new Map<HeldDelivery, Fate>();
  const sound = batch.filter(({ deaths }) => deaths < maxAttempts);
  const answers = sound.length > 0 ? await answerFor(handler, sound, log) : [];
  sound.forEach((delivery, index) => void fates.set(delivery, answers[index]!));
  for (const delivery of batch) {
    if (!fates.has(delivery)) fates.set(delivery, await lastChance(handler, delivery, maxAttempts, log));
  }
  return batch.map((delivery) => fates.get(delivery)!);
}

async function lastChance(handler: BatchHandler, delivery: HeldDelivery, maxAttempts: number, log: Log): Promise<Fate> {
  if (delivery.deaths >= maxAttempts + LAST_CHANCES) {
    return { kind: 'dead', reason: `its consumer died each of the last ${delivery.deaths} times it was handed over` };
  }
  const [fate] = await answerFor(handler, [delivery], log);
  return fate!;
}

async function answerFor(handler: BatchHandler, batch: Delivery[], log: Log): Promise<Fate[]> {
  try {
    const verdicts = await handler(batch);
    if (verdicts.length === batch.length) return verdicts;
    throw new Error(`the handler answered ${verdicts.length} verdicts for ${batch.length} messages`);
  } catch (error) {
    log.warn({ err: error, messages: batch.length }, 'a batch failed and will be retried');
    const reason = error instanceof Error ? error.message : String(error);
    return batch.map(() => ({ kind: 'fault', reason }));
  }
}
