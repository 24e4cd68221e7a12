import { sql, type Transaction } from 'kysely';
import { aboutMe } from './accounts.ts';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { type OutgoingMail, queueMail } from './mails.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/**
 * The second factor of a person, from one state to the next:
 *
 *     none ─ begin ─► begun ─ a first code ─► active ─ a code, or a recovery code ─► none
 *                     │  ▲                      │  ▲
 *                     └──┘ begin again          └──┘ each code moves `last_step` on
 */
export interface TotpRow {
  /** As it was given; the store knows no key. */
  sealed_secret: Buffer;
  is_active: boolean;
}

export async function findTotp(database: Database, userId: string): Promise<TotpRow | undefined> {
  return database.kysely
    .selectFrom('totp')
    .select(['sealed_secret', sql<boolean>`activated_at is not null`.as('is_active')])
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** Keeps a secret that is not in use yet, in place of another one; false where one is in use. */
export async function beginTotp(database: Database, { userId }: Scope, sealedSecret: Buffer): Promise<boolean> {
  const begun = await database.kysely
    .insertInto('totp')
    .values({ user_id: userId, sealed_secret: sealedSecret })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ sealed_secret: sealedSecret, created_at: sql`now()` })
        .where('totp.activated_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst();
  return begun !== undefined;
}

/** Puts the secret that was confirmed into use, with recovery codes; false where it is in use, or is another one by now. */
export async function activateTotp(
  database: Database,
  scope: Scope,
  {
    sealedSecret,
    step,
    codeHashes,
    notice,
  }: {
    sealedSecret: Buffer;
    step: number;
    codeHashes: Buffer[];
    notice: OutgoingMail;
  },
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const activated = await trx
      .updateTable('totp')
      .set({ activated_at: sql`now()`, last_step: step })
      .where('user_id', '=', scope.userId)
      .where('activated_at', 'is', null)
      .where('sealed_secret', '=', sealedSecret)
      .returning('user_id')
      .executeTakeFirst();
    if (!activated) return false;
    await replaceRecoveryCodes(trx, scope.userId, codeHashes);
    await recordAct(trx, scope, { ...aboutMe(scope), action: 'account.totp_enabled' });
    await queueMail(trx, notice);
    return true;
  });
}

/** Takes a step for used, so that its code is accepted once, by whichever API; false where it or a later one was used. */
export async function useTotpStep(database: Database, userId: string, step: number): Promise<boolean> {
  const used = await database.kysely
    .updateTable('totp')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('activated_at', 'is not', null)
    .where('last_step', '<', step)
    .returning('user_id')
    .executeTakeFirst();
  return used !== undefined;
}

/** Takes a recovery code out; false where there is no such one. */
export async function useRecoveryCode(database: Database, userId: string, codeHash: Buffer): Promise<boolean> {
  const used = await database.kysely
    .deleteFrom('recovery_code')
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .returning('user_id')
    .executeTakeFirst();
  return used !== undefined;
}

/** New recovery codes in place of all others; false where no second factor is in use. */
export async function renewRecoveryCodes(database: Database, scope: Scope, codeHashes: Buffer[]): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const active = await trx
      .selectFrom('totp')
      .select('user_id')
      .where('user_id', '=', scope.userId)
      .where('activated_at', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (!active) return false;
    await replaceRecoveryCodes(trx, scope.userId, codeHashes);
    await recordAct(trx, scope, { ...aboutMe(scope), action: 'account.recovery_codes_renewed' });
    return true;
  });
}

/** Forgets the second factor and its recovery codes; false where there was none. */
export async function removeTotp(database: Database, scope: Scope, notice: OutgoingMail): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx.deleteFrom('totp').where('user_id', '=', scope.userId).executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await recordAct(trx, scope, { ...aboutMe(scope), action: 'account.totp_disabled' });
    await queueMail(trx, notice);
    return true;
  });
}

async function replaceRecoveryCodes(trx: Transaction<Tables>, userId: string, codeHashes: Buffer[]): Promise<void> {
  await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  await trx
    .insertInto('recovery_code')
    .values(codeHashes.map((code_hash) => ({ user_id: userId, code_hash })))
    .execute();
}
