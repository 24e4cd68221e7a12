import type { Config } from '@railguard/kit/config';
import type { Lifecycle } from '@railguard/kit/lifecycle';
import type { Log } from '@railguard/kit/log';
import pg from 'pg';
import { secretOf, tellSecret } from './data-dir.ts';
import { startPostgres } from './postgres/server.ts';

const DATABASE = 'railguard';

/** The URL of the product's database: the one of `DATABASE_URL`, or of the embedded server, which this starts. */
export async function openDatabase(
  config: Config,
  lifecycle: Lifecycle,
  log: Log,
  onProgress: (sentence: string) => void,
): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl;
  onProgress('Starting PostgreSQL');
  const password = secretOf(config.dataDir, 'database-password');
  const server = await startPostgres({ dataDir: config.dataDir, password, log, onProgress });
  lifecycle.onStop('postgres', () => server.stop());
  await createDatabaseIfMissing(server.url('postgres'));
  const url = server.url(DATABASE);
  // For commands beside the product, as DATABASE_URL_FILE: the port is another one after each start.
  tellSecret(config.dataDir, 'database-url', url);
  return url;
}

async function createDatabaseIfMissing(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
