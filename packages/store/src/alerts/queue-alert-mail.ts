import { newUuid } from '@railguard/protocol/ids';
import type { Queryable } from '../database.ts';

export interface AlertMailInput {
  /** Absent for a test, which counts for no hour's limit. */
  projectId?: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/** Puts the mail of an alert into the outbox; it leaves once the transaction has committed. Answers its id. */
export async function queueAlertMail(queryable: Queryable, mail: AlertMailInput): Promise<string> {
  const id = newUuid();
  await queryable.query(
    `insert into mail (id, recipient, subject, body_text, body_html, headers, project_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, mail.to, mail.subject, mail.text, mail.html, mail.headers, mail.projectId ?? null],
  );
  return id;
}
