import type { Kysely } from 'kysely';
import { IssueGoneError } from './batch/issue-gone-error.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Others merge and delete as well, but hardly this often within one look. */
const MAX_ATTEMPTS = 5;

/**
 * Runs `work` in a transaction, and anew where it throws `IssueGoneError`: which rows it must lock is known only from a
 * look before the locks, and they are taken in one order, so what changed in between cannot be added to them.
 */
export async function againWhereMoved<T>(database: Database, work: (trx: Kysely<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.kysely.transaction().execute(work);
    } catch (error) {
      if (!(error instanceof IssueGoneError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
