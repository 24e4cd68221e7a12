import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, withoutBroker } from '../fault.ts';

const TIMES = 5;

/** Messages are taken and the confirmations lost; messages arrive at nobody, and come again. */
export const loseAnswersOfBroker: Fault = {
  name: `the answers of the broker are lost, ${TIMES} times`,
  touches: 'broker',
  missing: withoutBroker,
  strike: async ({ brokerCable }, random) => {
    for (let time = 0; time < TIMES; time++) {
      await brokerCable!.loseAnswers(random.between(20, 600));
      await sleep(random.between(100, 1_200));
    }
  },
};
