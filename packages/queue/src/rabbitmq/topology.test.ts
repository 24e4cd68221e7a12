import { expect, it } from 'vitest';
import { DELAY_STEPS, queueForDelay } from './topology.ts';

const STEPS = new Map(DELAY_STEPS);

/** The queues that a message waits in until it is due, as their times to live. */
function roundsOf(delayMs: number): number[] {
  const rounds: number[] = [];
  for (let left = delayMs; left > 0; left -= rounds.at(-1)!) {
    const [, step] = /^topic\.delay\.(.+)$/.exec(queueForDelay('topic', left))!;
    rounds.push(STEPS.get(step!)!);
  }
  return rounds;
}

it.each([1, 100, 300, 700, 1_500, 2_400, 3_900, 12_345, 90_000, 7 * 60_000, 5 * 3_600_000])(
  'a delay of %i ms takes few rounds, late by a quarter at most and the shortest step',
  (delayMs) => {
    const rounds = roundsOf(delayMs);
    const total = rounds.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThanOrEqual(delayMs);
    expect(total).toBeLessThanOrEqual(delayMs * 1.25 + 250);
    expect(rounds.length).toBeLessThanOrEqual(12);
  },
);

it('what is due waits in no queue', () => {
  expect(queueForDelay('topic', 0)).toBe('topic');
  expect(queueForDelay('topic', -5)).toBe('topic');
});
