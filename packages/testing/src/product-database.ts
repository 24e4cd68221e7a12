import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findPostmaster } from './postmaster.ts';
import type { Product } from './product.ts';

/** How to reach the database of a running product on its embedded server. */
export function databaseUrlOf({ dataDir }: Product): string {
  const password = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim();
  return `postgres://railguard:${password}@127.0.0.1:${findPostmaster(dataDir)?.port}/railguard`;
}

/** Asks the database behind a running product one question, past all of the product's own code. */
export async function queryProduct<Row extends pg.QueryResultRow>(
  product: Product,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrlOf(product) });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
