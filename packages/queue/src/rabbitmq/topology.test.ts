import { expect, it } from 'vitest';
import { queueForDelay } from './topology.ts';

const STEPS: Record<string, number> = {
  '250ms': 250,
  '1s': 1_000,
  '4s': 4_000,
  '15s': 15_000,
  '1m': 60_000,
  '5m': 300_000,
  '1h': 3_600_000,
};

/** The queues that a message waits in until it is due, as their times to live. */
function roundsOf(delayMs: number): number[] {
  const rounds: number[] = [];
  for (let left = delayMs; left > 0; left -= rounds.at(-1)!) {
    const [, step] = /^topic\.delay\.(.+)$/.exec(queueForDelay('topic', left))!;
    rounds.push(STEPS[step!]!);
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
