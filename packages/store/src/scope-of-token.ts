import { sql } from 'kysely';
import { ROLE_OF_ACCESS } from './api-tokens.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { TokenAccess } from './tables.ts';

interface TokenUse {
  id: string;
  user_id: string;
  organization_id: string;
  access: TokenAccess;
  project_ids: string[] | null;
  is_use_written: boolean;
}

/**
 * Whose eyes a token looks through. undefined where it was never given out, was revoked or has expired, or its person
 * has left the organisation. Its use is written down at most once a minute.
 */
export async function scopeOfToken(database: Database, tokenHash: Uint8Array): Promise<Scope | undefined> {
  const { rows } = await sql<TokenUse>`
    select id, user_id, organization_id, access, project_ids,
           coalesce(last_used_at > now() - interval '1 minute', false) as is_use_written
    from api_token where token_hash = ${Buffer.from(tokenHash)} and (expires_at is null or expires_at > now())`.execute(
    database.kysely,
  );
  const token = rows[0];
  if (!token) return undefined;
  if (!token.is_use_written) await writeUse(database, token.id);
  const { id, user_id, organization_id, access, project_ids } = token;
  return {
    userId: user_id,
    token: { id, organizationId: organization_id, projectIds: project_ids, mostRole: ROLE_OF_ACCESS[access] },
  };
}

/** Of many requests at once, the first writes; the others find the row held or the minute begun. */
async function writeUse(database: Database, id: string): Promise<void> {
  await sql`
    update api_token set last_used_at = now() where id = (
      select id from api_token
      where id = ${id} and (last_used_at is null or last_used_at <= now() - interval '1 minute')
      for update skip locked)`.execute(database.kysely);
}
