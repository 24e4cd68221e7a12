import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, withoutBroker } from '../fault.ts';

export const killBroker: Fault = {
  name: 'the broker is killed',
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ broker }, random) => {
    await broker!.kill();
    await sleep(random.between(0, 1_000));
    await broker!.start();
  },
};
