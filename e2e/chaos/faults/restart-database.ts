import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

export const restartDatabase: Fault = {
  name: 'the database is stopped and started',
  touches: 'database',
  strike: ({ database, outage }, random) =>
    outage.during(async () => {
      await database.stop();
      await sleep(random.between(0, 3_000));
      await database.start();
    }),
};
