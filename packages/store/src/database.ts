import type { Log } from '@railguard/kit/log';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { kyselyPool } from './kysely-pool.ts';
import type { Tables } from './tables.ts';

/** One pool of connections, spoken to in two ways: raw SQL on the hot path, Kysely for the control plane. */
export interface Database {
  readonly pool: pg.Pool;
  readonly kysely: Kysely<Tables>;
  /** Waits for what is running, then lets go of every connection. */
  close(): Promise<void>;
}

/** A pool, or one connection of it inside a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` */
  url: string;
  maxConnections: number;
  /** Seen in `pg_stat_activity`. */
  applicationName: string;
  /** After which a query fails and its connection is given up; 35 s, or what a test cannot wait for. */
  noAnswerAfterMs?: number;
  log: Log;
}

const STATEMENT_TIMEOUT_MS = 30_000;
/**
 * PostgreSQL itself ends what takes longer than that, so a connection that has still said nothing is dead: a router
 * forgot it, or its server's address is another's now. TCP would take a quarter of an hour to find out, or for ever.
 */
const NO_ANSWER_AFTER_MS = STATEMENT_TIMEOUT_MS + 5_000;
/** A process that stalls inside a transaction must not hold issue rows for ever. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens nothing yet: connections are made on demand and made anew after PostgreSQL was away, so queries fail while it
 * is down and work again when it is back.
 */
export function createDatabase({
  url,
  maxConnections,
  applicationName,
  noAnswerAfterMs = NO_ANSWER_AFTER_MS,
  log,
}: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: applicationName,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: noAnswerAfterMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  // The pool listens to idle connections only; one that breaks in somebody's hands would end the process.
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ err: error }, 'a connection was lost')));

  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: kyselyPool(pool) }) });
  let closed: Promise<void> | undefined;
  return {
    pool,
    kysely,
    close: () => {
      // Not by way of Kysely, which leaves a pool alone that it never used.
      closed ??= pool.end();
      return closed;
    },
  };
}

/** Counts and numbers stay far below 2^53; the one column that does not (a 63-bit hash) never leaves SQL as a number. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.INT8 && format !== 'binary') return Number;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}
