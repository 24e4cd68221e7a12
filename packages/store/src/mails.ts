import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';
import type { MailState, Tables } from './tables.ts';

export interface OutgoingMail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** A mail as the instance admin sees it in a list. */
export interface MailRow {
  id: string;
  recipient: string;
  subject: string;
  state: MailState;
  attempts: number;
  next_attempt_at: Date;
  last_error: string | null;
  created_at: Date;
  sent_at: Date | null;
}

export interface MailPage {
  limit: number;
  state?: MailState;
  /** The last mail of the page before. */
  after?: { id: string };
}

const COLUMNS = [
  'id',
  'recipient',
  'subject',
  'state',
  'attempts',
  'next_attempt_at',
  'last_error',
  'created_at',
  'sent_at',
] as const;

/** Puts a mail into the outbox; within a transaction, it leaves once that commits. Answers its id. */
export async function queueMail(trx: Kysely<Tables>, { to, subject, text, html }: OutgoingMail): Promise<string> {
  const id = newUuid();
  await trx
    .insertInto('mail')
    .values({ id, recipient: to, subject, body_text: text, body_html: html ?? null })
    .execute();
  return id;
}

/** The mails of the whole installation, newest first. Empty for whoever is not its admin. */
export async function listMails(
  database: Database,
  scope: Scope,
  { limit, state, after }: MailPage,
): Promise<MailRow[]> {
  let query = database.kysely.selectFrom('mail').select(COLUMNS).where(isAdmin(scope));
  if (state) query = query.where('state', '=', state);
  if (after) query = query.where('id', '<', after.id);
  // Ids are UUIDv7: their order is the order of creation.
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** One mail with its text, which is recorded: there may be a link in it that is good for another's account. */
export async function readMail(
  database: Database,
  scope: Scope,
  id: string,
): Promise<(MailRow & { body_text: string }) | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const mail = await trx
      .selectFrom('mail')
      .select([...COLUMNS, 'body_text'])
      .where('id', '=', id)
      .where(isAdmin(scope))
      .executeTakeFirst();
    if (mail) await recordAct(trx, scope, aboutMail('mail.read', mail));
    return mail;
  });
}

/** `retried`: it leaves as soon as a sender takes it, with all its attempts before it. `sent`: it left already. */
export type Retry = { kind: 'retried'; mail: MailRow } | { kind: 'sent' } | { kind: 'unknown' };

/** Sends a mail that was kept or given up, or whose next attempt is far off. One that is with a sender is left to it. */
export async function retryMail(database: Database, scope: Scope, id: string): Promise<Retry> {
  return database.kysely.transaction().execute(async (trx): Promise<Retry> => {
    const mail = await trx
      .selectFrom('mail')
      .select([...COLUMNS, 'lease_id'])
      .where('id', '=', id)
      .where(isAdmin(scope))
      .forUpdate()
      .executeTakeFirst();
    if (!mail) return { kind: 'unknown' };
    if (mail.state === 'sent') return { kind: 'sent' };
    const { lease_id, ...row } = mail;
    if (mail.state === 'pending' && lease_id !== null) return { kind: 'retried', mail: row };
    const retried = await trx
      .updateTable('mail')
      .set({ state: 'pending', attempts: 0, lease_id: null, next_attempt_at: sql`now()` })
      .where('id', '=', id)
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    await recordAct(trx, scope, aboutMail('mail.retried', retried));
    return { kind: 'retried', mail: retried };
  });
}

/** Writes a mail on behalf of the instance admin alone, to see whether mails arrive. */
export async function queueTestMail(database: Database, scope: Scope, mail: OutgoingMail): Promise<MailRow> {
  return database.kysely.transaction().execute(async (trx) => {
    const id = await queueMail(trx, mail);
    const written = await trx.selectFrom('mail').select(COLUMNS).where('id', '=', id).executeTakeFirstOrThrow();
    await recordAct(trx, scope, aboutMail('mail.tested', written));
    return written;
  });
}

function isAdmin({ userId, token }: Scope): RawBuilder<boolean> {
  if (token) return sql`false`;
  return sql`exists (select from user_account where user_account.id = ${userId} and is_instance_admin)`;
}

function aboutMail(action: 'mail.read' | 'mail.retried' | 'mail.tested', { id, recipient, subject }: MailRow) {
  return {
    action,
    organization_id: null,
    target_type: 'mail',
    target_id: id,
    target_name: subject,
    data: { recipient },
  };
}
