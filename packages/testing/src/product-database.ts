import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { queryDatabase } from './database-server.ts';
import { findPostmaster } from './postmaster.ts';
import type { Product } from './product.ts';

/** How to reach the database of a running product on its embedded server. */
export function databaseUrlOf({ dataDir }: Product): string {
  const password = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim();
  return `postgres://railguard:${password}@127.0.0.1:${findPostmaster(dataDir)?.port}/railguard`;
}

/** Asks the database behind a running product one question, past all of the product's own code. */
export function queryProduct<Row extends pg.QueryResultRow>(
  product: Product,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return queryDatabase<Row>(databaseUrlOf(product), sql, values);
}
