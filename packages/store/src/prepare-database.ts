import { reasonOf } from '@railguard/kit/reason-of';
import { EXIT_CONFIG, StartError } from '@railguard/kit/start-error';
import { type Waiting, waitFor } from '@railguard/kit/wait-for';
import type { Database } from './database.ts';
import { isUnavailable } from './is-unavailable.ts';
import { chooseLayout } from './layout/choose-layout.ts';
import type { Layout } from './layout/layout.ts';
import { migrate } from './migrate.ts';
import { waitForDatabase } from './wait-for-database.ts';

/** Deadlocks, failed serialisations and locks that somebody else holds. */
const MEANWHILE = /^(?:40...|55P03)$/;
/** Insufficient privilege; no schema that our user sees. */
const NOT_ALLOWED = /^(?:42501|3F000)$/;

/**
 * Waits for PostgreSQL and brings the database to the schema of this version. Every process that owns data does so at
 * its start, in any order and at the same time: one of them works, the others wait for it.
 *
 * @returns the layout the database has
 * @throws StartError where waiting cannot help, NewerSchemaError and ChangedMigrationError among them
 */
export async function prepareDatabase(database: Database, url: string, waiting: Waiting): Promise<Layout> {
  await waitForDatabase(database, url, waiting);
  return waitFor('The database cannot be brought to the schema of this version yet', () => attempt(database), waiting);
}

async function attempt(database: Database): Promise<Layout> {
  try {
    const layout = await chooseLayout(database);
    await migrate(database, layout);
    return layout;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (error instanceof StartError || isUnavailable(error) || MEANWHILE.test(code)) throw error;
    throw new StartError(`The database cannot be brought to the schema of this version: ${reasonOf(error)}.`, {
      exitCode: NOT_ALLOWED.test(code) ? EXIT_CONFIG : 1,
      cause: error,
    });
  }
}
