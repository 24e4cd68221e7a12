import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@railguard/kit/log';
import { executable, findBinaries } from './binaries.ts';
import { DATABASE_USER, ensureCluster, run } from './cluster.ts';
import { type Placement, place } from './placement.ts';
import { findRunAs, type RunAs } from './run-as.ts';
import { EMBEDDED_SETTINGS } from './settings.ts';

/**
 * The embedded PostgreSQL as a supervised child.
 *
 *     absent ─ initdb ─► stopped ─ start ─► running ─ stop() ─► stopped
 *                           ▲                  │
 *                           └── crash: after a short wait, started again on the same port
 *
 * A SIGKILL of ours leaves it running; the next start finds its pid file, stops it and starts its own.
 */
export interface PostgresServer {
  /** Connection URL of a database of that name. */
  url(database: string): string;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** The cluster is in `<dataDir>/postgres`, save where the database user cannot reach it. */
  dataDir: string;
  password: string;
  log: Log;
  /** Added to `EMBEDDED_SETTINGS`. */
  settings?: Record<string, string>;
  onProgress?: (sentence: string) => void;
}

/** What PostgreSQL itself marks so; the rest of its log tells of starts, stops and checkpoints. */
const SERIOUS = /\b(?:WARNING|ERROR|FATAL|PANIC):/;
const READY_WITHIN_MS = 30_000;
const RESTART_DELAYS_MS = [100, 500, 1_000, 2_000, 5_000];

/** @throws Error in one sentence where it cannot be made or started */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { dataDir, password, log, onProgress = () => {} } = options;
  const runAs = findRunAs();
  const placement = place(dataDir, findBinaries(), runAs);
  if (placement.remark) onProgress(placement.remark);
  if (!existsSync(join(placement.cluster, 'PG_VERSION'))) onProgress('Creating the database');
  await ensureCluster(placement, runAs, password);
  await stopLeftover(placement, runAs);

  const port = await freePort();
  const settings = { ...EMBEDDED_SETTINGS, port: String(port), ...options.settings };
  const url = (database: string) => `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
  let stopping = false;
  let crashes = 0;
  let child = launch(placement, runAs, settings, log);

  const supervise = (running: ChildProcess) => {
    running.once('exit', async (code, signal) => {
      if (stopping) return;
      const delay = RESTART_DELAYS_MS[Math.min(crashes++, RESTART_DELAYS_MS.length - 1)]!;
      log.error({ code, signal, delay }, 'the embedded PostgreSQL ended unexpectedly; starting it again');
      await sleep(delay);
      if (stopping) return;
      child = launch(placement, runAs, settings, log);
      supervise(child);
      if (await isReady(placement, child)) crashes = 0;
    });
  };

  if (!(await isReady(placement, child))) {
    throw new Error(`The embedded PostgreSQL did not start; its log is above, its files are in ${placement.cluster}.`);
  }
  supervise(child);

  return {
    url,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      await run(executable(placement.native, 'pg_ctl'), stopArguments(placement), runAs);
      await exited;
    },
  };
}

function launch(
  { cluster, native }: Placement,
  runAs: RunAs | undefined,
  settings: Record<string, string>,
  log: Log,
): ChildProcess {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(executable(native, 'postgres'), ['-D', cluster, ...args], {
    ...runAs,
    cwd: '/',
    env: {},
    // A session of its own: Ctrl-C in the terminal must reach it only after everything else has drained.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString().trim();
    log[SERIOUS.test(text) ? 'warn' : 'debug']({ from: 'postgres' }, text);
  });
  child.on('error', (error) => log.error({ err: error }, 'PostgreSQL could not be run'));
  return child;
}

/**
 * Waits until the server says in its pid file that it takes connections; false where it ended or took too long.
 * Connecting to find out would fill its log with refusals.
 */
async function isReady({ cluster }: Placement, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const [pid, , , , , , , status] = readPidFile(cluster);
    if (Number(pid) === child.pid && status?.trim() === 'ready') return true;
    await sleep(20);
  }
  return false;
}

/** The lines of postmaster.pid: the process number first, the status eighth; none where there is no such file. */
function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Ends a server that outlived the process which started it. */
async function stopLeftover(placement: Placement, runAs: RunAs | undefined): Promise<void> {
  const [pid] = readPidFile(placement.cluster);
  if (pid === undefined) return;
  if (!isPostgres(Number(pid))) {
    // The machine went down, and the number may belong to anybody by now.
    rmSync(join(placement.cluster, 'postmaster.pid'), { force: true });
    return;
  }
  await run(executable(placement.native, 'pg_ctl'), stopArguments(placement), runAs);
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

function stopArguments({ cluster }: Placement): string[] {
  return ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '20'];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
