import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The value, undefined where it is not set. */
export async function getSetting(database: Database, key: string): Promise<unknown> {
  const row = await database.kysely
    .selectFrom('instance_setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

/** Sets anything that JSON can say, whether or not it was set. */
export async function setSetting(database: Database, key: string, value: unknown): Promise<void> {
  const json = sql`${JSON.stringify(value)}::jsonb`;
  await database.kysely
    .insertInto('instance_setting')
    .values({ key, value: json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json, updated_at: sql`now()` }))
    .execute();
}

/** Removes the setting and answers it; of several callers, one gets the value. */
export async function takeSetting(database: Database, key: string): Promise<unknown> {
  const row = await database.kysely
    .deleteFrom('instance_setting')
    .where('key', '=', key)
    .returning('value')
    .executeTakeFirst();
  return row?.value;
}
