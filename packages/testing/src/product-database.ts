import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findPostmaster } from './postmaster.ts';
import type { Product } from './product.ts';

/** Asks the database behind a running product one question, past all of the product's own code. */
export async function queryProduct<Row extends pg.QueryResultRow>(
  { dataDir }: Product,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: findPostmaster(dataDir)?.port,
    user: 'railguard',
    database: 'railguard',
    password: readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim(),
  });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
