import { CompiledQuery, type Kysely } from 'kysely';
import type { Queryable } from './database.ts';
import type { Tables } from './tables.ts';

/** A transaction of Kysely's for statements that are written for connections. Not for prepared ones. */
export function queryableOf(trx: Kysely<Tables>): Queryable {
  const query = (text: string, values: unknown[]) => trx.executeQuery(CompiledQuery.raw(text, values));
  return { query } as unknown as Queryable;
}
