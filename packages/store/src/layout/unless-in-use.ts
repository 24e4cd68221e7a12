import type pg from 'pg';
import type { Database } from '../database.ts';
import { transaction } from '../transaction.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs `work` in a transaction that waits for no lock longer than two seconds: everybody else would wait behind it.
 * Answers what `work` does, and false where somebody reads or writes for longer; then it is left for the next time.
 */
export async function unlessInUse(
  database: Database,
  work: (client: pg.PoolClient) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await transaction(database, async (client) => {
      await client.query(`set local lock_timeout = '2s'`);
      return work(client);
    });
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
