import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, withoutBroker } from '../fault.ts';

export const restartBroker: Fault = {
  name: 'the broker is stopped and started',
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ broker }, random) => {
    await broker!.stop();
    await sleep(random.between(0, 3_000));
    await broker!.start();
  },
};
