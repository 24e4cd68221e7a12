import { newUuid } from '@railguard/protocol/ids';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface OutgoingMail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** Puts a mail into the outbox; within a transaction, it leaves once that commits. Answers its id. */
export async function queueMail(trx: Kysely<Tables>, { to, subject, text, html }: OutgoingMail): Promise<string> {
  const id = newUuid();
  await trx
    .insertInto('mail')
    .values({ id, recipient: to, subject, body_text: text, body_html: html ?? null })
    .execute();
  return id;
}
