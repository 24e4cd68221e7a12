import { type Waiting, waitFor } from '@railguard/kit/wait-for';
import type { Database } from './database.ts';
import { refuseNewer } from './migrate.ts';
import { type Migration, readMigrations } from './migration-files.ts';

/**
 * Resolves once another process has brought the database to the schema of this version: for processes that own no data.
 * Goes by the migrations that every layout has; a layout's own change nothing for them.
 *
 * @throws NewerSchemaError
 */
export async function waitForSchema(database: Database, waiting: Waiting): Promise<void> {
  const native = readMigrations('native').map(({ number }) => number);
  const timescale = readMigrations('timescale').map(({ number }) => number);
  const newestKnown = Math.max(...native, ...timescale);
  const needed = Math.max(...native.filter((number) => timescale.includes(number)));
  await waitFor(
    'The database does not have the schema of this version yet, which an API or a worker brings',
    async () => {
      const newest = await newestApplied(database);
      refuseNewer(newest, newestKnown);
      if (newest.number < needed) throw new Error(`it has ${newest.number} of ${needed}`);
    },
    waiting,
  );
}

async function newestApplied({ pool }: Database): Promise<Pick<Migration, 'number' | 'name'>> {
  const { rows: tables } = await pool.query(`select to_regclass('schema_migration') is not null as found`);
  if (!tables[0].found) return { number: 0, name: 'none' };
  const { rows } = await pool.query<Pick<Migration, 'number' | 'name'>>(
    'select number, name from schema_migration order by number desc limit 1',
  );
  return rows[0] ?? { number: 0, name: 'none' };
}
