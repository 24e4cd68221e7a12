import { backoffMs } from './backoff.ts';
import type { Delivery, Verdict } from './queue.ts';

/** What to do with each message of a batch, by fate. */
export interface Settlement {
  acked: string[];
  retried: { id: string; delayMs: number; reason: string }[];
  dead: { id: string; reason: string }[];
}

const LONGEST_DELAY_MS = 7 * 24 * 60 * 60_000;
const LONGEST_REASON = 2_000;

/** Sorts a batch by verdict; a retry that has no attempt left is a death with the same reason. */
export function settlementOf(batch: Delivery[], verdicts: Verdict[], maxAttempts: number): Settlement {
  const settlement: Settlement = { acked: [], retried: [], dead: [] };
  batch.forEach(({ id, attempt }, index) => {
    const verdict = verdicts[index]!;
    if (verdict.kind === 'ack') settlement.acked.push(id);
    else if (verdict.kind === 'dead' || attempt >= maxAttempts) {
      settlement.dead.push({ id, reason: readable(verdict.reason) });
    } else {
      const asked =
        verdict.delayMs === undefined || Number.isNaN(verdict.delayMs) ? backoffMs(attempt) : verdict.delayMs;
      const delayMs = Math.min(Math.max(asked, 0), LONGEST_DELAY_MS);
      settlement.retried.push({ id, delayMs, reason: readable(verdict.reason) });
    }
  });
  return settlement;
}

/** Reasons may quote what a stranger sent; text columns take no NUL and people want no novel. */
function readable(reason: string): string {
  return reason.slice(0, LONGEST_REASON).replaceAll('\0', '').toWellFormed();
}
