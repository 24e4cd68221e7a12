import { eventually } from '@railguard/testing/eventually';
import { signal } from '@railguard/testing/process-tree';
import type { Fault } from '../fault.ts';

/** Its own supervisor starts it again. */
export const killDatabase: Fault = {
  name: 'the postmaster of the database is killed',
  touches: 'database',
  strike: ({ database, outage }) =>
    outage.during(async () => {
      const before = database.pid();
      if (before === undefined) return;
      signal(before, 'SIGKILL');
      const isBack = (pid: number | undefined) => pid !== undefined && pid !== before;
      await eventually('a new postmaster', async () => database.pid(), isBack, 60_000);
    }),
};
