import type { Database } from './database.ts';

/** The value as JSON, undefined where it is not set. */
export async function getSetting(_database: Database, _key: string): Promise<unknown> {
  throw new Error('not written yet');
}

/** Sets it, whether or not it was set. */
export async function setSetting(_database: Database, _key: string, _value: unknown): Promise<void> {
  throw new Error('not written yet');
}

/** Removes the setting and answers it; of several callers, one gets the value. */
export async function takeSetting(_database: Database, _key: string): Promise<unknown> {
  throw new Error('not written yet');
}
