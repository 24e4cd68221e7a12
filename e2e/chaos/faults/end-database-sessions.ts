import { setTimeout as sleep } from 'node:timers/promises';
import { queryDatabase } from '@railguard/testing/database-server';
import type { Fault } from '../fault.ts';

const TIMES = 3;

/** As an operator does, or a pooler in between: whatever was under way is rolled back or was committed unheard. */
export const endDatabaseSessions: Fault = {
  name: `every session of the database is ended, ${TIMES} times`,
  touches: 'database',
  strike: ({ databaseUrl, outage }, random) =>
    outage.during(async () => {
      for (let time = 0; time < TIMES; time++) {
        await queryDatabase(
          databaseUrl,
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
        await sleep(random.between(100, 900));
      }
    }),
};
