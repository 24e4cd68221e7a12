import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Whether mails can be sent; a worker says so at its start, since it alone knows the mail server. */
export const MAIL_IS_CONFIGURED = 'mail_is_configured';

/** The value, undefined where it is not set. */
export async function getSetting(database: Database, key: string): Promise<unknown> {
  const row = await database.kysely
    .selectFrom('instance_setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

/** Sets anything that JSON can say where nothing is set yet; answers what is set then, the same to every caller. */
export async function keepSetting(database: Database, key: string, value: unknown): Promise<unknown> {
  await database.kysely
    .insertInto('instance_setting')
    .values({ key, value: sql`${JSON.stringify(value)}::jsonb` })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return getSetting(database, key);
}

/** Sets anything that JSON can say, whatever was set before. */
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
