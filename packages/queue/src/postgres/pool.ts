import type { Log } from '@railguard/kit/log';
import pg from 'pg';

/** Settings that every connection of the transport shares. A database that hangs must not hang its callers. */
export function connectionSettings(url: string, applicationName: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
  };
}

/**
 * A pool whose idle connections may break without ending the process: the next query opens another.
 * `durable` says whether a statement is only done once it is on disk. Leases and verdicts need not be: losing one in
 * a crash of the server means a delivery more, which consumers recognise.
 */
export function createPool(url: string, options: { name: string; max: number; durable: boolean; log: Log }): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(url, options.name),
    max: options.max,
    options: `-c synchronous_commit=${options.durable ? 'on' : 'off'}`,
  });
  pool.on('error', (error) => options.log.warn({ err: error }, 'lost an idle connection of the queue'));
  return pool;
}
