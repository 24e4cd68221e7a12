import type { CountedOutcome } from '@railguard/protocol/outcome';

/** One entry for each fate of each category, with the quantities added up. */
export function sumOutcomes(outcomes: CountedOutcome[]): CountedOutcome[] {
  const sums = new Map<string, CountedOutcome>();
  for (const counted of outcomes) {
    const key = `${counted.category}/${counted.outcome}/${counted.reason}`;
    const sum = sums.get(key);
    if (sum) sum.quantity += counted.quantity;
    else sums.set(key, { ...counted });
  }
  return [...sums.values()].filter(({ quantity }) => quantity > 0);
}
