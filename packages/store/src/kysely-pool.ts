import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { isWithoutAnswer } from './is-without-answer.ts';

/** The pool as Kysely sees it, which gives every connection back as sound: one that does not answer is thrown away. */
export function kyselyPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      let isDead = false;
      const query = async (text: string, values: readonly unknown[]) => {
        try {
          return await client.query(text, [...values]);
        } catch (error) {
          isDead ||= isWithoutAnswer(error);
          throw error;
        }
      };
      // Its other way to be asked is for cursors, which are not used.
      return { query, release: () => client.release(isDead) } as unknown as PostgresPoolClient;
    },
  };
}
