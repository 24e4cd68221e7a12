import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';
import { StartError } from '@railguard/kit/start-error';

/**
 * The worker in a process of its own, so that grouping a large batch never delays an answer at the door, and a crash
 * of one does not take the other down.
 *
 *     starting ─ 'ready' ─► running ─ stop() ─► stopped
 *        ▲                     ├─ ended by itself ─► after a wait, starting again
 *        │                     └─ silent for a minute ─► killed ─┐
 *        └───────────────────────────────────────────────────────┘
 */
export interface WorkerProcess {
  /** Its metrics as prom-client's JSON; empty while it does not answer. */
  metrics(): Promise<object[]>;
  /** Resolves where it was heard of lately, throws otherwise. For readiness. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerSettings {
  databaseUrl: string;
  retentionDays: number;
  logLevel: string;
}

/** What the child says: that it consumes, that it is alive (every few seconds), and its metrics when asked. */
export type WorkerMessage = { kind: 'ready' } | { kind: 'alive' } | { kind: 'metrics'; metrics: object[] };

const RESTART_DELAYS_MS = [500, 1_000, 2_000, 5_000];
const MOST_STARTS_BEFORE_READY = 5;
const METRICS_WITHIN_MS = 1_000;
const UNREADY_AFTER_SILENCE_MS = 15_000;
/** Far longer than any batch takes: then it is stuck, and the message that it is stuck on gets another attempt. */
const KILLED_AFTER_SILENCE_MS = 60_000;

/**
 * Resolves once the worker consumes.
 * @throws StartError where it ends again and again before it does
 */
export async function startWorkerProcess(settings: WorkerSettings, log: Log): Promise<WorkerProcess> {
  const firstReady = Promise.withResolvers<void>();
  let stopping = false;
  let failures = 0;
  let heardAt = Date.now();
  let child = start();

  function start(): ChildProcess {
    const running = launch(settings);
    heardAt = Date.now();
    running.on('message', ({ kind }: WorkerMessage) => {
      heardAt = Date.now();
      if (kind !== 'ready') return;
      failures = 0;
      firstReady.resolve();
    });
    running.on('error', (error) => log.error({ err: error }, 'the worker process cannot be reached'));
    running.once('exit', (code, signal) => startAgain(code, signal));
    return running;
  }

  async function startAgain(code: number | null, signal: string | null): Promise<void> {
    if (stopping) return;
    const delay = RESTART_DELAYS_MS[Math.min(failures++, RESTART_DELAYS_MS.length - 1)]!;
    if (failures >= MOST_STARTS_BEFORE_READY) {
      firstReady.reject(new StartError('The worker ends as soon as it starts; its log is above.'));
    }
    log.error({ code, signal, delay }, 'the worker ended unexpectedly; starting it again');
    await sleep(delay);
    if (!stopping) child = start();
  }

  const watch = setInterval(() => {
    if (Date.now() - heardAt > KILLED_AFTER_SILENCE_MS) child.kill('SIGKILL');
  }, UNREADY_AFTER_SILENCE_MS);
  watch.unref();

  const worker: WorkerProcess = {
    async metrics() {
      if (!child.connected) return [];
      child.send('metrics');
      return Promise.race([nextMetrics(child), sleep(METRICS_WITHIN_MS, [], { ref: false })]);
    },
    async check() {
      if (Date.now() - heardAt > UNREADY_AFTER_SILENCE_MS) throw new Error('the worker does not answer');
    },
    async stop() {
      stopping = true;
      clearInterval(watch);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
  try {
    await firstReady.promise;
  } catch (error) {
    await worker.stop();
    throw error;
  }
  return worker;
}

function launch({ databaseUrl, retentionDays, logLevel }: WorkerSettings): ChildProcess {
  const child = fork(join(import.meta.dirname, 'worker-child.ts'), [], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      // Given both ways, it would be refused.
      DATABASE_URL_FILE: undefined,
      RAILGUARD_RETENTION_DAYS: String(retentionDays),
      RAILGUARD_LOG_LEVEL: logLevel,
    },
    // Ctrl-C in the terminal must not reach it before what was accepted is drained.
    detached: true,
  });
  // What was accepted can wait a moment for its turn; who asks to be accepted should not.
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return child;
}

function nextMetrics(child: ChildProcess): Promise<object[]> {
  return new Promise((resolve) => {
    const onMessage = (message: WorkerMessage) => {
      if (message.kind !== 'metrics') return;
      child.off('message', onMessage);
      resolve(message.metrics);
    };
    child.on('message', onMessage);
  });
}
