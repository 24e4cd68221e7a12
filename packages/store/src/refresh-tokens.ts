import { newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** `token_hash` is the SHA-256 of the token: the token itself never reaches the database. */
export interface NewRefreshToken {
  user_id: string;
  token_hash: Uint8Array;
  expires_at: Date;
}

/**
 * What became of an attempt to rotate. `reused`: it was exchanged before, so somebody may have a copy, and the whole
 * family is revoked, however short the time between: a thief may be the quicker one. `unknown`: never given out, revoked
 * or expired.
 */
export type Rotation = { kind: 'rotated'; user_id: string } | { kind: 'reused'; user_id: string } | { kind: 'unknown' };

/** The first token of a new family: one sign-in. */
export async function issueRefreshToken(database: Database, token: NewRefreshToken): Promise<void> {
  await database.kysely
    .insertInto('refresh_token')
    .values({ ...token, id: newUuid(), family_id: newUuid(), token_hash: Buffer.from(token.token_hash) })
    .execute();
}

/**
 * Exchanges a token for the next of its family. Of several callers with one token, one gets `rotated`
 * (RFC 9700 section 4.14.2: rotation finds out about stolen tokens).
 */
export async function rotateRefreshToken(
  database: Database,
  tokenHash: Uint8Array,
  next: { token_hash: Uint8Array; expires_at: Date },
): Promise<Rotation> {
  return database.kysely.transaction().execute(async (trx): Promise<Rotation> => {
    await lockFamily(trx, tokenHash);
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
        .values({ ...exchanged, id: newUuid(), token_hash: Buffer.from(next.token_hash), expires_at: next.expires_at })
        .execute();
      return { kind: 'rotated', user_id: exchanged.user_id };
    }
    const used = await trx
      .selectFrom('refresh_token')
      .select(['user_id', 'family_id'])
      .where('token_hash', '=', Buffer.from(tokenHash))
      .where('used_at', 'is not', null)
      .executeTakeFirst();
    if (!used) return { kind: 'unknown' };
    await trx.deleteFrom('refresh_token').where('family_id', '=', used.family_id).execute();
    return { kind: 'reused', user_id: used.user_id };
  });
}

/** Ends the sign-in that the token belongs to; harmless where it is unknown. */
export async function revokeRefreshToken(database: Database, tokenHash: Uint8Array): Promise<void> {
  await database.kysely.transaction().execute(async (trx) => {
    await lockFamily(trx, tokenHash);
    await trx
      .deleteFrom('refresh_token')
      .where('family_id', '=', (eb) =>
        eb.selectFrom('refresh_token').select('family_id').where('token_hash', '=', Buffer.from(tokenHash)),
      )
      .execute();
  });
}

/**
 * One at a time for each family, until the end of the transaction: a deletion does not see the token that a rotation is
 * about to add, and rows cannot be locked that are not there yet.
 */
async function lockFamily(trx: Transaction<Tables>, tokenHash: Uint8Array): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('railguard.refresh_token:' || family_id, 0))
    from refresh_token where token_hash = ${Buffer.from(tokenHash)}`.execute(trx);
}
