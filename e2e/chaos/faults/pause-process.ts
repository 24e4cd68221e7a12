import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@railguard/testing/service-process';
import type { Fault } from '../fault.ts';
import { pickRunning } from '../kill-one.ts';

/** Longer than two heartbeats, so that a broker gives a worker's messages to others while it still has them. */
const LEAST_MS = 6_000;
const MOST_MS = 9_000;

/** SIGSTOP and SIGCONT: it wakes up with everything in hand and does not know that time has passed. */
export function pauseProcess(service: ServiceName): Fault {
  return {
    name: `one ${service} sleeps`,
    touches: 'processes',
    strike: async (system, random) => {
      const process = pickRunning(system, service, random);
      if (!process) return;
      process.pause();
      await sleep(random.between(LEAST_MS, MOST_MS));
      process.resume();
    },
  };
}
