import { placeOf } from '@railguard/kit/place-of';
import { reasonOf } from '@railguard/kit/reason-of';
import { EXIT_CONFIG, StartError } from '@railguard/kit/start-error';
import { type Waiting, waitFor } from '@railguard/kit/wait-for';
import type { Database } from './database.ts';

/**
 * Resolves once PostgreSQL lets us into the database.
 * @param url the database's own; sentences name its host and its database
 * @throws StartError where waiting cannot help: a wrong user or password, or no such database
 */
export async function waitForDatabase(database: Database, url: string, waiting: Waiting): Promise<void> {
  const trouble = `PostgreSQL at ${placeOf(url)} does not answer yet`;
  await waitFor(
    trouble,
    async () => {
      try {
        await database.pool.query('select');
      } catch (error) {
        throw refusalOf(error, url) ?? error;
      }
    },
    waiting,
  );
}

/** undefined where it may yet let us in. */
function refusalOf(error: unknown, url: string): StartError | undefined {
  const { code, message } = error as { code?: string; message?: string };
  const refuse = (sentence: string) => new StartError(sentence, { exitCode: EXIT_CONFIG, cause: error });
  // Invalid password, invalid authorization; the driver itself misses a password without a code.
  if (code === '28P01' || code === '28000' || message?.includes('password must be a string')) {
    return refuse(`PostgreSQL at ${placeOf(url)} refuses the user or password of DATABASE_URL (${reasonOf(error)}).`);
  }
  if (code === '3D000') {
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    return refuse(`PostgreSQL at ${placeOf(url)} has no database "${name}": create it, or change DATABASE_URL.`);
  }
  return undefined;
}
