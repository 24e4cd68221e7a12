import { sql, type Transaction } from 'kysely';
import { type Access, accessToOrganization } from './access.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/**
 * From here to the end of the transaction nobody else changes who is in the organisation, or deletes it; whatever does
 * begins here, before it holds anything else, so that no two wait for one another. Answers what the person may do there
 * now: two owners who demote one another at once would otherwise both succeed.
 * undefined where the organisation is not visible.
 */
export async function lockOrganization(
  trx: Transaction<Tables>,
  scope: Scope,
  organizationId: string,
): Promise<Access | undefined> {
  // Lets others go on adding rows that refer to it.
  await sql`select from organization where id = ${organizationId} for no key update`.execute(trx);
  return accessToOrganization({ kysely: trx }, scope, organizationId);
}
