import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const TIMES = 5;

/** Transactions commit, and nobody hears of it: whatever is done again must not be counted again. */
export const loseAnswersOfDatabase: Fault = {
  name: `the answers of the database are lost, ${TIMES} times`,
  touches: 'database',
  strike: ({ databaseCable, outage }, random) =>
    outage.during(async () => {
      for (let time = 0; time < TIMES; time++) {
        await databaseCable.loseAnswers(random.between(20, 600));
        await sleep(random.between(100, 1_200));
      }
    }),
};
