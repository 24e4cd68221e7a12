import type { Log } from '@railguard/kit/log';
import type { Database } from '../database.ts';
import type { Layout } from './layout.ts';
import { nativeLayout } from './native.ts';
import { timescaleLayout } from './timescale.ts';
import {
  findTimescale,
  installTimescale,
  isTooOld,
  OLDEST_TIMESCALE,
  UnusableTimescaleError,
} from './timescale-extension.ts';

/**
 * The layout of a database, before it is migrated or after.
 *
 *     migrated ──────────────────────────────────────────────► the layout of its migrations, for ever
 *     fresh ─┬─ TimescaleDB is there, or can be installed ───► timescale (and it is installed)
 *            └─ it is not, or may not be, or is too old ─────► native, and why is logged
 *
 * @throws UnusableTimescaleError where the data is in TimescaleDB and it is gone, and where one that is too old was
 *   installed into the database: in neither case is it for us to decide what to do about it
 */
export async function chooseLayout(database: Database, log?: Pick<Log, 'info' | 'warn'>): Promise<Layout> {
  const migrated = await migratedLayout(database);
  if (migrated === 'native') return nativeLayout(database);
  const extension = await findTimescale(database);
  if (extension?.isInstalled) {
    refuseTooOld(extension.version);
    return timescaleLayout(database);
  }
  if (migrated === 'timescale') {
    throw new UnusableTimescaleError(
      'The events of this database are in TimescaleDB, and its extension timescaledb is gone: restore the database on a server that has it.',
    );
  }
  const obstacle = extension ? await obstacleTo(database, extension.version) : undefined;
  if (extension && !obstacle) return timescaleLayout(database);
  if (obstacle) log?.warn(`events go into native partitions; TimescaleDB is on the server, but ${obstacle}`);
  return nativeLayout(database);
}

async function obstacleTo(database: Database, version: string): Promise<string | undefined> {
  if (isTooOld(version)) return `${version} is older than ${OLDEST_TIMESCALE}`;
  return installTimescale(database);
}

function refuseTooOld(version: string): void {
  if (!isTooOld(version)) return;
  throw new UnusableTimescaleError(
    `TimescaleDB ${version} is installed in this database, and ${OLDEST_TIMESCALE} is the oldest that Railguard can use: update it with "alter extension timescaledb update", or drop it from a database that is still empty to do without.`,
  );
}

/** The migrations that only one layout has tell which it was; undefined before any of them was applied. */
async function migratedLayout(database: Database): Promise<Layout['name'] | undefined> {
  const { rows: tables } = await database.pool.query<{ exists: boolean }>(
    `select to_regclass('schema_migration') is not null as exists`,
  );
  if (!tables[0]?.exists) return undefined;
  const { rows } = await database.pool.query<{ layout: Layout['name'] }>(
    `select split_part(name, '.', 2) as layout from schema_migration where name like '%.%' order by number limit 1`,
  );
  return rows[0]?.layout;
}
