import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { killOne } from '../kill-one.ts';

const TIMES = 5;

/** At any moment of their work, also between storing a batch and acknowledging it: the batch comes again then. */
export const killWorkersAgainAndAgain: Fault = {
  name: `workers are killed, ${TIMES} times in a row`,
  touches: 'processes',
  strike: async (system, random) => {
    for (let time = 0; time < TIMES; time++) {
      await killOne(system, 'worker', random);
      await sleep(random.between(200, 1_200));
    }
  },
};
