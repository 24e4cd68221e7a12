import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, sql } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import type { NewRefreshToken } from './refresh-tokens.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/** What a client says of itself, and where it is. */
export interface SessionClient {
  user_agent: string;
  address: string | null;
}

export interface SessionRow extends SessionClient {
  id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
}

export interface NewSession extends SessionClient, NewRefreshToken {
  user_id: string;
  /** The hash that the given password was held against; absent where somebody signs in without one. */
  password_hash?: string | null;
}

export interface SessionPage {
  limit: number;
  /** The last session of the page before. */
  after?: { id: string };
}

/**
 * Signs a person in: a session with its first refresh token. Answers its id; undefined where the account is gone, or its
 * password is no longer the one that was checked.
 */
export async function openSession(database: Database, session: NewSession): Promise<string | undefined> {
  const { user_id, password_hash, token_hash, expires_at, ...client } = session;
  return database.kysely.transaction().execute(async (trx) => {
    // Waits for a password change that is under way: it ends all sessions that it sees, and would not see this one.
    let account = trx.updateTable('user_account').set({ last_login_at: sql`now()` }).where('id', '=', user_id);
    if (password_hash != null) account = account.where('password_hash', '=', password_hash);
    if (!(await account.returning('id').executeTakeFirst())) return undefined;
    const id = newUuid();
    await trx
      .insertInto('session')
      .values({ id, user_id, expires_at, ...client })
      .execute();
    await trx
      .insertInto('refresh_token')
      .values({ id: newUuid(), user_id, family_id: id, token_hash: Buffer.from(token_hash), expires_at })
      .execute();
    return id;
  });
}

/** Whether the sign-in has not been ended. One look by primary key for each request, so that it counts at once. */
export async function isSessionOpen(database: Database, userId: string, sessionId: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of the person, the newest sign-in first. */
export async function listSessions(
  database: Database,
  { userId }: Scope,
  { limit, after }: SessionPage,
): Promise<SessionRow[]> {
  let query = database.kysely
    .selectFrom('session')
    .select(['id', 'created_at', 'last_used_at', 'expires_at', 'user_agent', 'address'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`);
  if (after) query = query.where('id', '<', after.id);
  // Ids are UUIDv7: their order is the order of creation.
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Signs the person out of one of their sessions; false where it is not theirs or ended before. */
export async function endSession(database: Database, scope: Scope, id: string): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('session')
      .where('id', '=', id)
      .where('user_id', '=', scope.userId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await recordAct(trx, scope, {
      action: 'account.session_ended',
      organization_id: null,
      target_type: 'session',
      target_id: id,
    });
    return true;
  });
}

/** Signs the person out everywhere but here. */
export async function endOtherSessions(database: Database, scope: Scope): Promise<void> {
  await database.kysely.transaction().execute(async (trx) => {
    await endSessions(trx, scope.userId, scope.sessionId);
    await recordAct(trx, scope, {
      action: 'account.other_sessions_ended',
      organization_id: null,
      target_type: 'account',
      target_id: scope.userId,
    });
  });
}

/** Ends all of a person's sessions, or all but one. Of several that do so at once, none waits for another in a circle. */
export async function endSessions(trx: Kysely<Tables>, userId: string, except?: string): Promise<void> {
  await sql`
    delete from session where id = any(array(
      select id from session where user_id = ${userId} and id is distinct from ${except ?? null}::uuid
      order by id for update))`.execute(trx);
}
