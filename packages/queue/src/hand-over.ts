import type { Log } from '@railguard/kit/log';
import type { BatchHandler, Delivery, Verdict } from './queue.ts';

/**
 * How often a message that has used up its attempts is still handed over, each time alone. Attempts also run out
 * when consumers are killed, which is no fault of the messages they held; alone, an innocent one gets through, and one
 * that kills its consumer takes no other message with it.
 */
const LAST_CHANCES = 5;

/**
 * Gives a batch to its handler and answers one verdict for each message, in their order, whatever the handler does.
 * A handler that throws, or answers for too few or too many, has every message retried.
 */
export async function handOver(
  handler: BatchHandler,
  batch: Delivery[],
  maxAttempts: number,
  log: Log,
): Promise<Verdict[]> {
  if (batch.every((delivery) => delivery.attempt <= maxAttempts)) return answerFor(handler, batch, log);

  const verdicts = new Map<Delivery, Verdict>();
  const sound = batch.filter((delivery) => delivery.attempt <= maxAttempts);
  const answers = sound.length > 0 ? await answerFor(handler, sound, log) : [];
  sound.forEach((delivery, index) => void verdicts.set(delivery, answers[index]!));
  for (const delivery of batch) {
    if (!verdicts.has(delivery)) verdicts.set(delivery, await lastChance(handler, delivery, maxAttempts, log));
  }
  return batch.map((delivery) => verdicts.get(delivery)!);
}

async function lastChance(handler: BatchHandler, delivery: Delivery, maxAttempts: number, log: Log): Promise<Verdict> {
  if (delivery.attempt > maxAttempts + LAST_CHANCES) {
    return { kind: 'dead', reason: `its consumer died each of the ${delivery.attempt - 1} times it was handed over` };
  }
  const [verdict] = await answerFor(handler, [delivery], log);
  return verdict!;
}

async function answerFor(handler: BatchHandler, batch: Delivery[], log: Log): Promise<Verdict[]> {
  try {
    const verdicts = await handler(batch);
    if (verdicts.length === batch.length) return verdicts;
    throw new Error(`the handler answered ${verdicts.length} verdicts for ${batch.length} messages`);
  } catch (error) {
    log.error({ err: error, messages: batch.length }, 'a batch failed and will be retried');
    const reason = error instanceof Error ? error.message : String(error);
    return batch.map(() => ({ kind: 'retry', reason }));
  }
}
