import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** Tables cannot grow, and PostgreSQL ends itself where its log cannot; it starts again and again until there is room. */
export const fillDisk: Fault = {
  name: 'the disk of the database is full',
  touches: 'database',
  missing: ({ disk }) => (disk ? undefined : 'no tmpfs can be mounted on this machine'),
  strike: ({ disk, outage }, random) =>
    outage.during(async () => {
      const until = Date.now() + random.between(4_000, 10_000);
      // Again and again: a log that is recycled makes room.
      while (Date.now() < until) {
        disk!.fill();
        await sleep(200);
      }
      disk!.free();
    }),
};
