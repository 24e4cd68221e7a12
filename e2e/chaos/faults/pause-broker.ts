import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, withoutBroker } from '../fault.ts';

/** Longer than two heartbeats: both sides take the other for dead. */
export const pauseBroker: Fault = {
  name: 'the broker sleeps',
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ broker }, random) => {
    broker!.pause();
    await sleep(random.between(3_000, 9_000));
    broker!.resume();
  },
};
