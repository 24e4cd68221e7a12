import { StartError } from '@railguard/kit/start-error';
import type pg from 'pg';
import type { Database } from './database.ts';
import type { Layout } from './layout/layout.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import { unhurried } from './unhurried.ts';

/** The database was migrated by a newer Railguard than this one. */
export class NewerSchemaError extends StartError {
  override name = 'NewerSchemaError';
}

/** A migration that was applied is not the one this code has: the file was edited, or it belongs to another layout. */
export class ChangedMigrationError extends StartError {
  override name = 'ChangedMigrationError';
}

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 7;
const LOCK = `pg_advisory_lock(hashtext('railguard.migrate'))`;
const UNLOCK = `pg_advisory_unlock(hashtext('railguard.migrate'))`;
const CREATE_RECORD = `
  create table if not exists schema_migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  );
  comment on table schema_migration is 'The migrations that were applied.'`;

/**
 * Brings the database to the schema that this code knows, forward only, each migration in a transaction of its own,
 * and makes room for the events of the coming week. Safe to call from several processes at once: one of them works,
 * the others wait for it.
 *
 * @returns the names of the migrations that were applied
 * @throws NewerSchemaError, ChangedMigrationError before anything was changed
 */
export async function migrate(database: Database, layout: Layout): Promise<string[]> {
  const applied = await withLock(database, (client) => applyMissing(client, readMigrations(layout.name)));
  const now = Date.now();
  await layout.makeRoom(new Date(now), new Date(now + DAYS_AHEAD * DAY_MS));
  return applied;
}

/** A session lock, since each migration has a transaction of its own; it goes with the connection if the process dies. */
async function withLock<T>(database: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  try {
    // Waiting for another process to finish its migrations may take long, and so may a migration.
    await client.query('set statement_timeout = 0');
    await client.query(unhurried(`select ${LOCK}`));
    const result = await work(client);
    await client.query(`select ${UNLOCK}`);
    await client.query('reset statement_timeout');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function applyMissing(client: pg.PoolClient, known: Migration[]): Promise<string[]> {
  await client.query(CREATE_RECORD);
  const { rows: done } = await client.query<Omit<Migration, 'sql'>>(
    'select number, name, checksum from schema_migration order by number',
  );
  checkApplied(done, known);
  const missing = known.filter(({ number }) => !done.some((applied) => applied.number === number));
  for (const migration of missing) await apply(client, migration);
  return missing.map(({ name }) => name);
}

/** Refuses a database that this code must not touch. */
function checkApplied(done: Omit<Migration, 'sql'>[], known: Migration[]): void {
  const newest = Math.max(0, ...known.map(({ number }) => number));
  for (const { number, name, checksum } of done) {
    refuseNewer({ number, name }, newest);
    const ours = known.find((migration) => migration.number === number);
    if (ours?.checksum !== checksum) {
      throw new ChangedMigrationError(
        `Migration ${name} was applied to the database in another form than this version of Railguard has, and applied migrations must never change.`,
      );
    }
  }
}

/** @throws NewerSchemaError where an applied migration is one that this code cannot know */
export function refuseNewer({ number, name }: Pick<Migration, 'number' | 'name'>, newestKnown: number): void {
  if (number <= newestKnown) return;
  throw new NewerSchemaError(
    `The database has schema ${number} (${name}), made by a newer version of Railguard than this one, which knows ${newestKnown} at most: start the newer version.`,
  );
}

async function apply(client: pg.PoolClient, { number, name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  await client.query(unhurried(sql));
  await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ]);
  await client.query('commit');
}
