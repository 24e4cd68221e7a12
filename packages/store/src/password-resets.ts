import { newUuid } from '@railguard/protocol/ids';
import { type RawBuilder, sql } from 'kysely';
import { aboutMe, takeFromClaimant } from './accounts.ts';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { type OutgoingMail, queueMail } from './mails.ts';
import { mayResetPassword } from './may-reset-password.ts';
import type { Scope } from './scope.ts';
import { endSessions } from './sessions.ts';

/** `token_hash` is the SHA-256 of the token in the link. */
export interface NewReset {
  token_hash: Uint8Array;
  expires_at: Date;
}

/** Good at once for one account, whoever asks for them: nobody's mailbox is flooded. */
const MOST_MAILED = 5;

/** Makes a link for the account of an address and puts its mail into the outbox; nothing where there is none. */
export async function mailReset(
  database: Database,
  email: string,
  { token_hash, expires_at }: NewReset,
  mailFor: (recipient: string) => OutgoingMail,
): Promise<void> {
  await database.kysely.transaction().execute(async (trx) => {
    // One at a time for each account, so that many at once are counted.
    const account = await trx
      .selectFrom('user_account')
      .select(['id', 'email'])
      .where(sql<boolean>`lower(email) = lower(${email})`)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!account) return;
    const { rows } = await sql`
      insert into password_reset (id, user_id, token_hash, expires_at)
      select ${newUuid()}::uuid, ${account.id}::uuid, ${Buffer.from(token_hash)}::bytea, ${expires_at}::timestamptz
      where (
        select count(*) from password_reset
        where user_id = ${account.id} and created_by is null and expires_at > now()
      ) < ${MOST_MAILED}
      returning id`.execute(trx);
    if (rows.length > 0) await queueMail(trx, mailFor(account.email));
  });
}

/** `unknown`: not a member. `forbidden`: not for this caller, whatever they may do in the organisation itself. */
export type LinkMade = 'made' | 'unknown' | 'forbidden';

/** A link for somebody else, to hand over; it takes the place of an older one of the same caller. */
export async function createResetLink(
  database: Database,
  scope: Scope,
  { organizationId, userId, token_hash, expires_at }: NewReset & { organizationId: string; userId: string },
): Promise<LinkMade> {
  return database.kysely.transaction().execute(async (trx): Promise<LinkMade> => {
    const member = await trx
      .selectFrom('user_account')
      .innerJoin('membership', 'membership.user_id', 'user_account.id')
      .select(['user_account.id', 'user_account.email'])
      .select(mayResetPassword(sql`${scope.userId}::uuid`, sql`user_account.id`).as('is_allowed'))
      .where('membership.organization_id', '=', organizationId)
      .where('user_account.id', '=', userId)
      .executeTakeFirst();
    if (!member) return 'unknown';
    if (!member.is_allowed) return 'forbidden';
    await trx
      .deleteFrom('password_reset')
      .where('user_id', '=', userId)
      .where('created_by', '=', scope.userId)
      .execute();
    await trx
      .insertInto('password_reset')
      .values({
        id: newUuid(),
        user_id: userId,
        created_by: scope.userId,
        token_hash: Buffer.from(token_hash),
        expires_at,
      })
      .execute();
    await recordAct(trx, scope, {
      action: 'member.reset_link_created',
      organization_id: organizationId,
      target_type: 'member',
      target_id: userId,
      target_name: member.email,
    });
    return 'made';
  });
}

/** Whether a link would work, for turning guesses away before a password is hashed. */
export async function isResetToken(database: Database, tokenHash: Uint8Array): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('password_reset')
    .select('id')
    .where(isGood(tokenHash))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Sets the password of a link's account, ends its sessions, and makes all of its links worthless. Of several who use one
 * link at once, one succeeds: with the address of the account, the others with undefined.
 */
export async function resetPassword(
  database: Database,
  tokenHash: Uint8Array,
  {
    passwordHash,
    address,
    noticeFor,
  }: {
    passwordHash: string;
    address?: string;
    noticeFor: (recipient: string) => OutgoingMail;
  },
): Promise<string | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const used = await trx
      .deleteFrom('password_reset')
      .where(isGood(tokenHash))
      .returning(['user_id', 'created_by'])
      .executeTakeFirst();
    if (!used) return undefined;
    // A link that came by mail has shown that the address is theirs, which whoever claimed it has not.
    if (used.created_by === null) await takeFromClaimant(trx, used.user_id, { keepsTotp: true });
    // Before the sessions are ended: whoever is signing in with the old password right now waits for this row.
    const account = await trx
      .updateTable('user_account')
      .set({ password_hash: passwordHash })
      .where('id', '=', used.user_id)
      .returning('email')
      .executeTakeFirstOrThrow();
    await endSessions(trx, used.user_id);
    await trx.deleteFrom('password_reset').where('user_id', '=', used.user_id).execute();
    const scope = { userId: used.user_id, address };
    const data = used.created_by === null ? {} : { link_of: used.created_by };
    await recordAct(trx, scope, { ...aboutMe(scope), action: 'account.password_reset', data });
    await queueMail(trx, noticeFor(account.email));
    return account.email;
  });
}

/** A link that somebody made is good while they may still make it: roles change within the hour. */
function isGood(tokenHash: Uint8Array): RawBuilder<boolean> {
  return sql`(
    token_hash = ${Buffer.from(tokenHash)} and expires_at > now()
    and (created_by is null or ${mayResetPassword(sql`created_by`, sql`password_reset.user_id`)})
  )`;
}
