import type pg from 'pg';
import type { Database } from '../database.ts';
import { transaction } from '../transaction.ts';

/** TimescaleDB is what the database needs or has, and cannot be used as it is. */
export class UnusableTimescaleError extends Error {
  override name = 'UnusableTimescaleError';
}

export interface TimescaleExtension {
  /** The version that is in this database, or else the one it would get. */
  version: string;
  isInstalled: boolean;
}

/** The first with bloom filters over compressed rows, without which an event id is looked for in all of a day's. */
export const OLDEST_TIMESCALE = '2.20';

/** undefined where the server does not have it. */
export async function findTimescale(database: Database): Promise<TimescaleExtension | undefined> {
  const { rows } = await database.pool.query<TimescaleExtension>(`
    select coalesce(installed_version, default_version) as version, installed_version is not null as "isInstalled"
    from pg_available_extensions where name = 'timescaledb'`);
  return rows[0];
}

/** `2.23.0-dev` is of 2.23. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_TIMESCALE.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Installs the extension into the database; answers why it cannot be had there, or undefined once it is. Trying is the
 * only way to know: hosts have rules of their own about who may.
 */
export async function installTimescale(database: Database): Promise<string | undefined> {
  try {
    await transaction(database, install);
    return undefined;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === INSUFFICIENT_PRIVILEGE) return 'this role may not create the extension';
    // FATAL, so the connection is gone; a server that is merely away must not decide the layout for ever.
    if (/must be preloaded/.test(message)) return 'it is not in shared_preload_libraries';
    throw error;
  }
}

/** Processes that start at once do it one after the other. */
async function install(client: pg.PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('railguard.timescale'))`);
  await client.query('create extension if not exists timescaledb');
}
