import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Product } from './product.ts';

/** The port in the fourth line of PostgreSQL's postmaster.pid; it changes with every start of the product. */
const PORT_LINE = 3;

/** Asks the database behind a running product one question, past all of the product's own code. */
export async function queryProduct<Row extends pg.QueryResultRow>(
  { dataDir }: Product,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[PORT_LINE]),
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
