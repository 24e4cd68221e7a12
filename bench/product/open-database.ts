import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '@railguard/kit/log';
import { createDatabase, type Database } from '@railguard/store/database';
import type { Product } from '@railguard/testing/product';

/** The port in the fourth line of PostgreSQL's postmaster.pid. */
const PORT_LINE = 3;

/** Opens the database behind a running product, for what has no route: seeding, baselines, sizes. */
export function withDatabase<T>({ dataDir }: Product, work: (database: Database) => Promise<T>): Promise<T> {
  const cluster = join(dataDir, 'postgres');
  const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[PORT_LINE];
  const password = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim();
  // Through the socket, as the product does, so that baselines have no worse a connection than it.
  const socket = encodeURIComponent(cluster);
  return withDatabaseAt(`postgres://railguard:${password}@127.0.0.1:${port}/railguard?host=${socket}`, work);
}

/** The same for any database. */
export async function withDatabaseAt<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = createDatabase({
    url,
    maxConnections: 1,
    applicationName: 'railguard-bench',
    log: createLog('bench', 'error', process.stderr),
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
