import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '@railguard/kit/log';
import { freePort } from '../free-port.ts';
import { executable, findBinaries } from './binaries.ts';
import { DATABASE_USER, ensureCluster, pgCtlStop } from './cluster.ts';
import { stopLeftover } from './leftover.ts';
import { type Placement, place } from './placement.ts';
import { findRunAs, type RunAs } from './run-as.ts';
import { EMBEDDED_SETTINGS } from './settings.ts';
import { supervise } from './supervise.ts';

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
  /** Any that is free, where nothing is said. */
  port?: number;
  log: Log;
  /** Added to `EMBEDDED_SETTINGS`. */
  settings?: Record<string, string>;
  onProgress?: (sentence: string) => void;
}

/** What PostgreSQL itself marks so; the rest of its log tells of starts, stops and checkpoints. */
const SERIOUS = /\b(?:WARNING|ERROR|FATAL|PANIC):/;

/** @throws Error in one sentence where it cannot be made or started */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { dataDir, password, log, onProgress = () => {} } = options;
  const runAs = findRunAs();
  const placement = place(dataDir, findBinaries(), runAs);
  if (placement.remark) onProgress(placement.remark);
  if (!existsSync(join(placement.cluster, 'PG_VERSION'))) onProgress('Creating the database');
  await ensureCluster(placement, runAs, password);
  await stopLeftover(placement, runAs);

  const port = options.port ?? (await freePort());
  const socketFolder = socketFolderOf(placement);
  const settings = {
    ...EMBEDDED_SETTINGS,
    port: String(port),
    unix_socket_directories: socketFolder ?? '',
    ...options.settings,
  };
  const server = supervise(() => launch(placement, runAs, settings, log), placement.cluster, log);
  if (!(await server.ready({ crashes: 5 }))) {
    server.giveUp().kill('SIGINT');
    throw new Error(`The embedded PostgreSQL did not start; its log is above, its files are in ${placement.cluster}.`);
  }
  return {
    url: (database) => {
      const address = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
      return socketFolder ? `${address}?host=${encodeURIComponent(socketFolder)}` : address;
    },
    async stop() {
      const child = server.giveUp();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      await pgCtlStop(placement, runAs);
      await exited;
    },
  };
}

/**
 * A socket in the cluster's own folder costs half of what a connection over TCP does, and nobody else can enter it.
 * Undefined where the system has none, or the path is longer than it takes (some 100 bytes).
 */
function socketFolderOf({ cluster }: Placement): string | undefined {
  return process.platform !== 'win32' && Buffer.byteLength(cluster) <= 80 ? cluster : undefined;
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
  // However this process ends, the server is told to end too: it would hear of it in no other way.
  const endToo = () => child.kill('SIGINT');
  process.once('exit', endToo);
  child.once('exit', () => process.off('exit', endToo));
  child.on('error', (error) => log.error({ err: error }, 'PostgreSQL could not be run'));
  return child;
}
