import { createRequire } from 'node:module';
import { freePort } from '@railguard/solo/free-port';
import { eventually } from './eventually.ts';
import { signal } from './process-tree.ts';
import { isReady } from './product-process.ts';
import { type End, launch, type Program } from './program.ts';

const { resolve } = createRequire(import.meta.url);
const MAINS = {
  ingestor: resolve('@railguard/ingestor/main'),
  worker: resolve('@railguard/worker/main'),
  api: resolve('@railguard/api/main'),
};

export type ServiceName = keyof typeof MAINS;

/** One line of a service's log, as pino writes it: `level` 30 is info, 40 warn, 50 error, 60 fatal. */
export interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}

/**
 * One service as a process of its own, on a port that stays the same.
 *
 *     startService() ─► running ─┬─ pause() ─► paused ─ resume() ─► running
 *                                └─ stop(), kill(), its own end ─► ended ─ start() ─► running
 */
export interface ServiceProcess {
  service: ServiceName;
  /** `worker 2`: for messages. */
  name: string;
  url: string;
  port: number;
  /** Of the latest start. */
  pid(): number;
  /** True until it has ended, also while it is paused. */
  isRunning(): boolean;
  /** How the latest start ended, once it has. */
  ended(): Promise<End>;
  /** @throws Error with its output where it ends instead, or takes longer than `timeoutMs` */
  ready(timeoutMs?: number): Promise<void>;
  /** What it logged since the latest start. */
  log(): LogLine[];
  /** What it wrote to stderr since the latest start: sentences for people. */
  stderr(): string;
  /** Starts it again, where it has ended. */
  start(): void;
  /** Asks it to stop. @throws Error where that takes ten seconds, or it ends with anything but 0 */
  stop(): Promise<void>;
  /** Ends it without warning and waits until it has ended. */
  kill(): Promise<void>;
  /** SIGSTOP: it lives, holds what it holds, and does nothing. */
  pause(): void;
  resume(): void;
}

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 10_000;

/** Starts a service with these settings and waits for nothing. `env` may name another port. */
export async function startService(
  service: ServiceName,
  env: Record<string, string>,
  name: string = service,
): Promise<ServiceProcess> {
  const port = Number(env.RAILGUARD_PORT ?? (await freePort()));
  const url = `http://127.0.0.1:${port}`;
  let program: Program;
  const start = () => {
    program = launch(MAINS[service], { ...env, RAILGUARD_PORT: String(port) });
  };
  const output = () => `${program.stdout()}\n${program.stderr()}`;
  start();

  return {
    service,
    name,
    url,
    port,
    pid: () => program.pid,
    isRunning: () => program.isRunning(),
    ended: () => program.ended,
    async ready(timeoutMs = READY_WITHIN_MS) {
      const isOver = async () => !program.isRunning() || (await isReady(url));
      await eventually(`${name} is ready`, isOver, Boolean, timeoutMs).catch((error) => {
        throw new Error(`${error.message}\n${output()}`);
      });
      if (!program.isRunning()) throw new Error(`${name} ended instead of becoming ready:\n${output()}`);
    },
    log: () => program.stdout().split('\n').slice(0, -1).map(parse),
    stderr: () => program.stderr(),
    start,
    async stop() {
      const asked = performance.now();
      signal(program.pid, 'SIGTERM');
      // A paused one would never end.
      const patience = setTimeout(() => signal(program.pid, 'SIGKILL'), STOP_WITHIN_MS + 1_000);
      const end = await program.ended;
      clearTimeout(patience);
      const seconds = (performance.now() - asked) / 1000;
      if (end.code === 0 && seconds * 1000 <= STOP_WITHIN_MS) return;
      // Asked before it listened for signals, which comes before its first line: it has begun nothing.
      if (end.signal === 'SIGTERM' && output().trim() === '') return;
      throw new Error(`${name} stopped with ${JSON.stringify(end)} after ${seconds.toFixed(1)} s:\n${output()}`);
    },
    async kill() {
      signal(program.pid, 'SIGKILL');
      await program.ended;
    },
    pause: () => signal(program.pid, 'SIGSTOP'),
    resume: () => signal(program.pid, 'SIGCONT'),
  };
}

/** A line that is no JSON would be a defect, so it is kept for whoever looks. */
function parse(line: string): LogLine {
  try {
    return JSON.parse(line);
  } catch {
    return { level: 60, msg: `not JSON: ${line}` };
  }
}
