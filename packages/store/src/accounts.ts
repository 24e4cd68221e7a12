import { type Kysely, sql } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { type OutgoingMail, queueMail } from './mails.ts';
import type { Scope } from './scope.ts';
import { endSessions } from './sessions.ts';
import type { Tables } from './tables.ts';

/** What a person may know of their own account, and what is held against what they type. */
export interface AccountRow {
  id: string;
  email: string;
  name: string;
  created_at: Date;
  is_instance_admin: boolean;
  totp_enabled: boolean;
  /** Null for somebody who signs in by another service alone. */
  password_hash: string | null;
}

/** The address belongs to another account. */
export class EmailTakenError extends Error {
  override name = 'EmailTakenError';
}

/** undefined where the person is gone. */
export async function findAccount(database: Database, id: string): Promise<AccountRow | undefined> {
  return accounts(database).where('id', '=', id).executeTakeFirst();
}

/** For signing in; letter case does not matter. */
export async function findAccountByEmail(database: Database, email: string): Promise<AccountRow | undefined> {
  return accounts(database).where(sql<boolean>`lower(email) = lower(${email})`).executeTakeFirst();
}

export async function renameAccount(database: Database, { userId }: Scope, name: string): Promise<void> {
  await database.kysely.updateTable('user_account').set({ name }).where('id', '=', userId).execute();
}

/**
 * Gives the account another address; links that were sent to the old one are worthless, and the notice goes there. That
 * the new one is theirs is what they say: see `takeFromClaimant`.
 * @param passwordHash what the password was held against: false where it is no longer that
 * @throws EmailTakenError
 */
export async function changeEmail(
  database: Database,
  scope: Scope,
  { email, passwordHash, notice }: { email: string; passwordHash: string; notice: OutgoingMail },
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('user_account')
      .set({
        email,
        email_claimed_at: sql`case when lower(email) = lower(${email}) then email_claimed_at else now() end`,
      })
      .where('id', '=', scope.userId)
      .where('password_hash', '=', passwordHash)
      .returning('id')
      .executeTakeFirst()
      .catch(wordTaken);
    if (!changed) return false;
    await trx.deleteFrom('password_reset').where('user_id', '=', scope.userId).execute();
    await recordAct(trx, scope, { ...aboutMe(scope), action: 'account.email_changed', data: { from: notice.to } });
    await queueMail(trx, notice);
    return true;
  });
}

/**
 * Sets another password, which ends every other session and the links that would reset it.
 * @param from what the password was held against: false where it is no longer that
 */
export async function changePassword(
  database: Database,
  scope: Scope,
  { from, to, notice }: { from: string; to: string; notice: OutgoingMail },
): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    // Before the sessions are ended: whoever is signing in with the old password right now waits for this row.
    const changed = await trx
      .updateTable('user_account')
      .set({ password_hash: to })
      .where('id', '=', scope.userId)
      .where('password_hash', '=', from)
      .returning('id')
      .executeTakeFirst();
    if (!changed) return false;
    await endSessions(trx, scope.userId, scope.sessionId);
    await trx.deleteFrom('password_reset').where('user_id', '=', scope.userId).execute();
    await recordAct(trx, scope, { ...aboutMe(scope), action: 'account.password_changed' });
    await queueMail(trx, notice);
    return true;
  });
}

/**
 * Somebody has shown that the address of an account is theirs. Where another person merely claimed it, so as to share
 * whatever its owner would do here one day, that one is locked out: no password, second factor, link, API token,
 * identity at a provider or session of theirs is left.
 * @param keepsTotp for what a mail has shown: a mailbox alone never takes the place of a second factor
 */
export async function takeFromClaimant(trx: Kysely<Tables>, userId: string, { keepsTotp = false } = {}): Promise<void> {
  const claimed = await trx
    .updateTable('user_account')
    .set({ password_hash: null, email_claimed_at: null })
    .where('id', '=', userId)
    .where('email_claimed_at', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  if (!claimed) return;
  await endSessions(trx, userId);
  if (!keepsTotp) await trx.deleteFrom('totp').where('user_id', '=', userId).execute();
  await trx.deleteFrom('oidc_identity').where('user_id', '=', userId).execute();
  await trx.deleteFrom('api_token').where('user_id', '=', userId).execute();
  await trx.deleteFrom('password_reset').where('user_id', '=', userId).execute();
}

/** What an act upon one's own account is about. */
export function aboutMe({ userId }: Scope) {
  return { organization_id: null, target_type: 'account', target_id: userId };
}

function accounts({ kysely }: Database) {
  return kysely
    .selectFrom('user_account')
    .select(['id', 'email', 'name', 'created_at', 'is_instance_admin', 'password_hash'])
    .select(hasTotp.as('totp_enabled'));
}

/** Of the row of `user_account` in the query. */
export const hasTotp = sql<boolean>`
  exists (select from totp where totp.user_id = user_account.id and totp.activated_at is not null)`;

function wordTaken(error: unknown): never {
  if ((error as { constraint?: string }).constraint !== 'user_account_email_key') throw error;
  throw new EmailTakenError('the address belongs to another account', { cause: error });
}
