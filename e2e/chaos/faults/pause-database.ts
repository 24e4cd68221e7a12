import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsOf, signal } from '@railguard/testing/process-tree';
import type { Fault } from '../fault.ts';

/** All of its processes sleep: connections stay open and nothing answers. */
export const pauseDatabase: Fault = {
  name: 'the database sleeps',
  touches: 'database',
  strike: ({ database, outage }, random) =>
    outage.during(async () => {
      const postmaster = database.pid();
      if (postmaster === undefined) return;
      // The postmaster first, so that it starts nothing that would be missed.
      signal(postmaster, 'SIGSTOP');
      const all = [postmaster, ...descendantsOf(postmaster).map(({ pid }) => pid)];
      for (const pid of all) signal(pid, 'SIGSTOP');
      await sleep(random.between(3_000, 12_000));
      for (const pid of all) signal(pid, 'SIGCONT');
    }),
};
