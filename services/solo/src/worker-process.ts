import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';

/**
 * The worker in a process of its own, so that grouping a large batch never delays an answer at the door, and a crash
 * of one does not take the other down.
 *
 *     starting ─ 'ready' ─► running ─ stop() ─► stopped
 *        ▲                     └─ ended by itself ─► after a wait, starting again
 */
export interface WorkerProcess {
  /** Its metrics as prom-client's JSON; empty while it is not running. */
  metrics(): Promise<object[]>;
  stop(): Promise<void>;
}

export interface WorkerSettings {
  databaseUrl: string;
  retentionDays: number;
  logLevel: string;
}

const RESTART_AFTER_MS = 500;
const METRICS_WITHIN_MS = 1_000;

/** Resolves once the worker is ready to consume. */
export async function startWorkerProcess(settings: WorkerSettings, log: Log): Promise<WorkerProcess> {
  let stopping = false;
  let child = launch(settings);
  const supervise = (running: ChildProcess) => {
    running.once('exit', async (code, signal) => {
      if (stopping) return;
      log.error({ code, signal }, 'the worker ended unexpectedly; starting it again');
      await sleep(RESTART_AFTER_MS);
      if (stopping) return;
      child = launch(settings);
      supervise(child);
    });
  };
  supervise(child);
  await nextMessage(child, 'ready');

  return {
    async metrics() {
      if (!child.connected) return [];
      child.send('metrics');
      const answer = await Promise.race([
        nextMessage(child, 'metrics'),
        sleep(METRICS_WITHIN_MS, undefined, { ref: false }),
      ]);
      return (answer as { metrics: object[] } | undefined)?.metrics ?? [];
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function launch({ databaseUrl, retentionDays, logLevel }: WorkerSettings): ChildProcess {
  const child = fork(join(import.meta.dirname, 'worker-child.ts'), [], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
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

/** Waits for the child's next message of a kind. */
function nextMessage(child: ChildProcess, kind: string): Promise<unknown> {
  return new Promise((resolve) => {
    const onMessage = (message: { kind: string }) => {
      if (message.kind !== kind) return;
      child.off('message', onMessage);
      resolve(message);
    };
    child.on('message', onMessage);
  });
}
