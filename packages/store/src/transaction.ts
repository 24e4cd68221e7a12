import type pg from 'pg';
import type { Database } from './database.ts';
import { isWithoutAnswer } from './is-without-answer.ts';

/** One connection, inside a transaction. */
export type Connection = pg.PoolClient;

/**
 * Runs `work` in one transaction on one connection: committed where it resolves, rolled back where it throws.
 * A connection that cannot even roll back is thrown away; one that does not answer is not asked to.
 */
export async function transaction<T>(database: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = isWithoutAnswer(error) || !(await rollBack(client));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}
