import { backoff } from '@railguard/kit/backoff';
import type { Log } from '@railguard/kit/log';
import { pause } from '@railguard/queue/pause';

export interface Repeated {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

const AFTER_A_FAULT_MOST_MS = 30_000;

/**
 * Does the work again and again, `everyMs` after it found nothing to do and at once where it did; ever later after faults,
 * of which the first in a row is logged. Any number of processes may: the work shares itself.
 */
export function every(everyMs: number, name: string, log: Log, work: () => Promise<number>): Repeated {
  const stopping = new AbortController();
  const ended = run();

  async function run(): Promise<void> {
    for (let faults = 0; !stopping.signal.aborted; ) {
      try {
        const done = await work();
        faults = 0;
        if (done === 0) await pause(everyMs, stopping.signal);
      } catch (error) {
        if (faults++ === 0) log.error({ err: error }, `${name}: failed, and is tried again`);
        await pause(backoff(faults, { firstMs: everyMs, mostMs: AFTER_A_FAULT_MOST_MS }), stopping.signal);
      }
    }
  }

  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
