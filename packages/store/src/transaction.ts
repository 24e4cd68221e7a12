import type pg from 'pg';
import type { Database } from './database.ts';

/**
 * Runs `work` in one transaction on one connection: committed where it resolves, rolled back where it throws.
 * A connection that cannot even roll back is thrown away.
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
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
