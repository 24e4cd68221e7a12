import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@railguard/client/api-error';
import { issuesOf } from '@railguard/testing/product-reading';
import type { System } from './system.ts';

const PAUSE_MS = 250;

/** Somebody who looks at the dashboard all the time: an API that cannot answer says so, and nothing else. */
export function startReader(system: System): { stop(): Promise<void> } {
  let stopping = false;

  async function read(): Promise<void> {
    while (!stopping) {
      await issuesOf(system.set, system.projects.shop.id).catch((error) => {
        if (error instanceof ApiError && error.status !== 503) system.found(`the API answered ${error.status}`);
      });
      await sleep(PAUSE_MS);
    }
  }

  const reading = read();
  return {
    stop: async () => {
      stopping = true;
      await reading;
    },
  };
}
