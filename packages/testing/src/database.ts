import { randomBytes } from 'node:crypto';
import { createLog } from '@railguard/kit/log';
import { createDatabase } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { migrate } from '@railguard/store/migrate';
import pg from 'pg';

const TEMPLATE = 'railguard_template';

/** Makes the migrated database that tests clone. */
export async function makeTemplate(url: (database: string) => string): Promise<void> {
  await statement(url('postgres'), `create database ${TEMPLATE}`);
  const database = createDatabase({
    url: url(TEMPLATE),
    maxConnections: 1,
    applicationName: 'template',
    log: createLog('template', 'silent'),
  });
  await migrate(database, nativeLayout(database));
  await database.close();
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A database of its own for one test file, migrated and empty. `serverUrl` is `inject('postgresUrl')`. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await statement(serverUrl, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(serverUrl, `drop database ${name} with (force)`) };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
