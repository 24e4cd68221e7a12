import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@railguard/kit/log';
import { freePort } from '@railguard/solo/free-port';
import { DATABASE_USER } from '@railguard/solo/postgres/cluster';
import { type PostgresServer, startPostgres } from '@railguard/solo/postgres/server';
import pg from 'pg';
import { findPostmaster } from './postmaster.ts';
import { signal } from './process-tree.ts';

/**
 * A PostgreSQL of a test's own, on a port that stays the same.
 *
 *     startDatabaseServer() ─► running ─┬─ stop() ─► stopped ─ start() ─► running
 *                                       ├─ SIGKILL to `pid()` ─► gone for a moment ─► running, by itself
 *                                       └─ destroy() ─► gone, with its data
 */
export interface DatabaseServer {
  port: number;
  /** How to reach a database on it. */
  url(database: string): string;
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>;
  /** The main process; undefined while it does not run. */
  pid(): number | undefined;
  stop(): Promise<void>;
  start(): Promise<void>;
  destroy(): Promise<void>;
}

const PASSWORD = 'test';

/** For stories in which processes die and no machine loses its power: what is written is safe without waiting for the disk. */
export const UNSYNCED = { fsync: 'off' } as const;

/**
 * @param settings of PostgreSQL, added to the product's own: durable, unless these say otherwise
 * @param folder that its data go into; everybody may pass through it
 */
export async function startDatabaseServer(
  settings: Record<string, string> = {},
  folder: string = tmpdir(),
): Promise<DatabaseServer> {
  const dataDir = mkdtempSync(join(folder, 'railguard-database-'));
  const port = await freePort();
  const url = (database: string) => `postgres://${DATABASE_USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let server: PostgresServer | undefined;

  async function start(): Promise<void> {
    const log = createLog('test-postgres', 'silent');
    server = await startPostgres({ dataDir, port, password: PASSWORD, log, settings });
  }
  async function stop(): Promise<void> {
    await server?.stop();
    server = undefined;
  }
  /** For a test run that is itself ended. SIGQUIT is PostgreSQL's immediate shutdown: all of its processes go. */
  function endAtOnce(): void {
    const pid = findPostmaster(dataDir)?.pid;
    if (pid) signal(pid, 'SIGQUIT');
  }
  // Before what it lies on is taken away.
  process.prependListener('exit', endAtOnce);
  await start();

  return {
    port,
    url,
    async createDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await queryDatabase(url('postgres'), `create database ${name}`);
      return url(name);
    },
    pid: () => findPostmaster(dataDir)?.pid,
    stop,
    start,
    async destroy() {
      process.off('exit', endAtOnce);
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks a database one question, past all of the product's own code. */
export async function queryDatabase<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
