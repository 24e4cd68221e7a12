import { newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { SessionClient } from './sessions.ts';
import type { Tables } from './tables.ts';

/** `token_hash` is the SHA-256 of the token: the token itself never reaches the database. */
export interface NewRefreshToken {
  token_hash: Uint8Array;
  expires_at: Date;
}

/**
 * What became of an attempt to rotate. `reused`: it was exchanged before, so somebody may have a copy, and the whole
 * session is ended, however short the time between: a thief may be the quicker one. `unknown`: never given out, ended or
 * expired.
 */
export type Rotation =
  | { kind: 'rotated'; user_id: string; session_id: string }
  | { kind: 'reused'; user_id: string }
  | { kind: 'unknown' };

/**
 * Exchanges a token for the next of its session. Of several callers with one token, one gets `rotated`
 * (RFC 9700 section 4.14.2: rotation finds out about stolen tokens).
 */
export async function rotateRefreshToken(
  database: Database,
  tokenHash: Uint8Array,
  next: NewRefreshToken & SessionClient,
): Promise<Rotation> {
  const { token_hash, expires_at, ...client } = next;
  return database.kysely.transaction().execute(async (trx): Promise<Rotation> => {
    const session = await lockSession(trx, tokenHash);
    if (!session) return { kind: 'unknown' };
    const exchanged = await trx
      .updateTable('refresh_token')
      .set({ used_at: sql`now()` })
      .where('token_hash', '=', Buffer.from(tokenHash))
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning(['user_id', 'family_id'])
      .executeTakeFirst();
    if (exchanged) {
      await trx
        .insertInto('refresh_token')
        .values({ ...exchanged, id: newUuid(), token_hash: Buffer.from(token_hash), expires_at })
        .execute();
      await trx
        .updateTable('session')
        .set({ last_used_at: sql`now()`, expires_at, ...client })
        .where('id', '=', session.id)
        .execute();
      return { kind: 'rotated', user_id: session.user_id, session_id: session.id };
    }
    const used = await trx
      .selectFrom('refresh_token')
      .select('id')
      .where('token_hash', '=', Buffer.from(tokenHash))
      .where('used_at', 'is not', null)
      .executeTakeFirst();
    if (!used) return { kind: 'unknown' };
    await trx.deleteFrom('session').where('id', '=', session.id).execute();
    return { kind: 'reused', user_id: session.user_id };
  });
}

/** Ends the session that the token belongs to; harmless where it is unknown. */
export async function revokeRefreshToken(database: Database, tokenHash: Uint8Array): Promise<void> {
  await database.kysely.transaction().execute(async (trx) => {
    const session = await lockSession(trx, tokenHash);
    if (session) await trx.deleteFrom('session').where('id', '=', session.id).execute();
  });
}

/**
 * One at a time for each session, until the end of the transaction; who waited for one that was ended finds none. A
 * rotation adds a token, which only its session's row can hold up.
 */
async function lockSession(
  trx: Transaction<Tables>,
  tokenHash: Uint8Array,
): Promise<{ id: string; user_id: string } | undefined> {
  const { rows } = await sql<{ id: string; user_id: string }>`
    select session.id, session.user_id from session join refresh_token on refresh_token.family_id = session.id
    where token_hash = ${Buffer.from(tokenHash)} for update of session`.execute(trx);
  return rows[0];
}
