import type { QueryConfig } from 'pg';

/** The longest a timer can be set to, 24 days: pg takes 0 for "as the pool says". */
const NEVER_MS = 2 ** 31 - 1;

/**
 * A statement whose answer is waited for however long it takes, for where `statement_timeout` is lifted as well. For
 * the schema and for whole days of events; everything else is given up where no answer comes (`database.ts`).
 */
export function unhurried(text: string, values?: unknown[]): QueryConfig & { query_timeout: number } {
  return { text, values, query_timeout: NEVER_MS };
}
