import { backoffMs } from './backoff.ts';
import type { Fate, HeldDelivery } from './hand-over.ts';

/** What to do with each message of a batch, by fate. */
export interface Settlement {
  acked: string[];
  retried: { id: string; delayMs: number; reason: string }[];
  dead: { id: string; attempts: number; reason: string }[];
}

const LONGEST_DELAY_MS = 7 * 24 * 60 * 60_000;
const LONGEST_REASON = 2_000;

/**
 * Sorts a batch by fate. A retry its handler asked for that has no attempt left is a death with the same reason; after
 * a fault a message is retried however often that was, or an outage of minutes would bury what waits behind it.
 */
export function settlementOf(batch: HeldDelivery[], fates: Fate[], maxAttempts: number): Settlement {
  const settlement: Settlement = { acked: [], retried: [], dead: [] };
  batch.forEach(({ id, attempt, deaths }, index) => {
    const fate = fates[index]!;
    // Consumers that died say nothing of what a message waits for: only answers lengthen its waits.
    const answers = attempt - deaths;
    if (fate.kind === 'ack') settlement.acked.push(id);
    else if (fate.kind === 'fault') {
      settlement.retried.push({ id, delayMs: backoffMs(answers), reason: readable(fate.reason) });
    } else if (fate.kind === 'dead' || attempt >= maxAttempts) {
      settlement.dead.push({ id, attempts: attempt, reason: readable(fate.reason) });
    } else {
      settlement.retried.push({ id, delayMs: delayOf(answers, fate.delayMs), reason: readable(fate.reason) });
    }
  });
  return settlement;
}

function delayOf(answers: number, asked: number | undefined): number {
  const delayMs = asked === undefined || Number.isNaN(asked) ? backoffMs(answers) : asked;
  return Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS);
}

/** Reasons may quote what a stranger sent; text columns take no NUL and people want no novel. */
function readable(reason: string): string {
  return reason.slice(0, LONGEST_REASON).replaceAll('\0', '').toWellFormed();
}
