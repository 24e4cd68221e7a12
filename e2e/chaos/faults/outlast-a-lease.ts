import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { pickRunning } from '../kill-one.ts';

/** A lease in PostgreSQL lasts a minute, and its server ends a session that idles in a transaction for as long. */
const ASLEEP_MS = 66_000;

export const outlastALease: Fault = {
  name: 'a worker sleeps for longer than its lease',
  touches: 'processes',
  missing: ({ queueName }) => (queueName === 'postgres' ? undefined : 'the broker knows no leases'),
  strike: async (system, random) => {
    const worker = pickRunning(system, 'worker', random);
    worker?.pause();
    await sleep(ASLEEP_MS);
    worker?.resume();
  },
};
