import type { Config } from '@railguard/kit/config';
import type { Database } from '@railguard/store/database';
import { createOwner } from './owner.ts';
import { prepareSetupLink, type SetupLinkParts } from './setup-link.ts';

/** Creates the owner that the environment names, or else the link that creates one; nothing where there is one. */
export async function prepareOwner(
  database: Database,
  { ownerEmail, ownerPassword, ...link }: Pick<Config, 'ownerEmail' | 'ownerPassword'> & SetupLinkParts,
): Promise<string | undefined> {
  if (ownerEmail && ownerPassword) await createOwner(database, { email: ownerEmail, password: ownerPassword });
  return prepareSetupLink(database, link);
}
