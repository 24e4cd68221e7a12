import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from './backoff.ts';
import { reasonOf } from './reason-of.ts';
import { StartError } from './start-error.ts';

export interface Waiting {
  /** Told in sentences: a log, or whatever else people read. */
  log: { warn(sentence: string): void; info(sentence: string): void };
  /** Ends the wait: the process is stopping. */
  signal: AbortSignal;
}

const BETWEEN_TRIES = { firstMs: 500, mostMs: 10_000 };
/** How often the same news is told. */
const TELL_EVERY_MS = 30_000;

/**
 * Tries something until it works, however long that takes; for what a process needs and may have to wait for.
 *
 *     trying ─┬─ works ───────► done
 *        ▲    ├─ StartError ──► thrown, since waiting cannot help
 *        │    └─ any other ───► told now and then ─ pause (0.5 s, doubling to 10 s, spread) ─┐
 *        └───────────────────────────────────────────────────────────────────────────────────┘
 *
 * @param trouble what is wrong until then, as a sentence without its end: "PostgreSQL at db:5432 does not answer yet"
 * @throws StartError as the attempt threw it; an AbortError once the process stops
 */
export async function waitFor<T>(trouble: string, attempt: () => Promise<T>, { log, signal }: Waiting): Promise<T> {
  const started = performance.now();
  let told: { reason: string; at: number } | undefined;
  for (let failures = 1; ; failures++) {
    signal.throwIfAborted();
    try {
      const result = await attempt();
      if (told) log.info(`The wait is over, after ${seconds(performance.now() - started)}`);
      return result;
    } catch (error) {
      if (error instanceof StartError) throw error;
      const pause = backoff(failures, BETWEEN_TRIES);
      const reason = reasonOf(error);
      if (told?.reason !== reason || performance.now() - told.at > TELL_EVERY_MS) {
        log.warn(`${trouble} (${reason}); trying again in ${seconds(pause)}`);
        told = { reason, at: performance.now() };
      }
      await sleep(pause, undefined, { signal });
    }
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
