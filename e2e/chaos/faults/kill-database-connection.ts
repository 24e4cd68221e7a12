import { descendantsOf, signal } from '@railguard/testing/process-tree';
import type { Fault } from '../fault.ts';

/** PostgreSQL ends all other connections then, since the dead one may have spoilt the memory they share. */
export const killDatabaseConnection: Fault = {
  name: 'a connection of the database is killed',
  touches: 'database',
  strike: ({ database, outage }, random) =>
    outage.during(async () => {
      const postmaster = database.pid();
      if (postmaster === undefined) return;
      const connections = descendantsOf(postmaster).filter(({ command }) => /^postgres: railguard /.test(command));
      const victim = random.pick(connections);
      if (victim) signal(victim.pid, 'SIGKILL');
    }),
};
