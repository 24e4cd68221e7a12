import type { Log } from './log.ts';

/**
 * Starting and stopping a process.
 *
 *     starting ──► running ──► stopping ──► exit 0
 *                                 └─ deadline passed, or Ctrl-C again ──► exit 1
 *
 * Parts register how to stop themselves in the order they started and are stopped in reverse, so that what feeds
 * others stops before what it feeds.
 */
export interface Lifecycle {
  /** Aborted as soon as stopping begins: whoever waits for something waits no longer. */
  signal: AbortSignal;
  /** Registers a part that has started; one that starts while others stop already is stopped at once. */
  onStop(name: string, stop: () => Promise<void> | void): void;
  /** Stops everything once; later calls wait for the same end. */
  stop(reason: string): Promise<void>;
}

interface Part {
  name: string;
  stop: () => Promise<void> | void;
}

export function createLifecycle(log: Log): Lifecycle {
  const parts: Part[] = [];
  const aborting = new AbortController();
  let stopping: Promise<void> | undefined;

  async function stopPart(part: Part): Promise<void> {
    try {
      await part.stop();
    } catch (error) {
      log.error({ err: error, part: part.name }, 'a part did not stop cleanly');
    }
  }

  async function stopAll(reason: string): Promise<void> {
    log.info({ reason }, 'stopping');
    aborting.abort();
    for (let part = parts.pop(); part; part = parts.pop()) await stopPart(part);
    log.info('stopped');
  }

  return {
    signal: aborting.signal,
    onStop: (name, stop) => {
      if (stopping) void stopPart({ name, stop });
      else parts.push({ name, stop });
    },
    stop: (reason) => {
      stopping ??= stopAll(reason);
      return stopping;
    },
  };
}

/** The promise to operators: a clean shutdown takes less than ten seconds. */
const STOP_WITHIN_MS = 9_500;

/**
 * SIGINT, SIGTERM and SIGHUP stop the process, and so does the end of a parent that started it with a channel. Ten seconds, or
 * Ctrl-C pressed once more, end it at once; other signals come twice by themselves, from shells and supervisors.
 */
export function stopOnSignals(lifecycle: Lifecycle, onSignalled: () => void = () => {}): void {
  let signalled = false;
  const onSignal = (signal: string) => {
    if (signalled) {
      if (signal === 'SIGINT') process.exit(1);
      return;
    }
    signalled = true;
    onSignalled();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    lifecycle.stop(signal).then(() => process.exit(0));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
  process.on('disconnect', () => onSignal('the parent is gone'));
}
