import type { Config } from '@railguard/kit/config';
import type { Database } from '@railguard/store/database';
import { createOwner } from './owner.ts';
import { prepareSetupLink } from './setup-link.ts';

/** Creates the owner that the environment names, or else the link that creates one; nothing where there is one. */
export async function prepareOwner(
  database: Database,
  { ownerEmail, ownerPassword, url }: Pick<Config, 'ownerEmail' | 'ownerPassword' | 'url'>,
): Promise<string | undefined> {
  if (ownerEmail && ownerPassword) await createOwner(database, { email: ownerEmail, password: ownerPassword });
  return prepareSetupLink(database, url);
}
