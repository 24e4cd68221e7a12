import { newUuid } from '@railguard/protocol/ids';
import type { Database } from './database.ts';

/** A mail that a sender has taken, to be settled before its lease ends. */
export interface DueMail {
  id: string;
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string | null;
  /** Beside those that every mail has. */
  headers: Record<string, string>;
  created_at: Date;
  /** This one included. */
  attempts: number;
  lease_id: string;
}

/** What became of an attempt. `returned`: it was not made, and does not count. Milliseconds from now. */
export type MailFate =
  | { kind: 'sent'; response: string }
  | { kind: 'later'; afterMs: number; reason: string }
  | { kind: 'failed'; reason: string }
  | { kind: 'returned' };

/**
 * Takes mails that are due, the longest waiting first, and leases them: no other sender gets them before `leaseMs` have
 * passed, by which time this one has settled them or is dead.
 */
export async function takeDueMails(
  database: Database,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<DueMail[]> {
  const { rows } = await database.pool.query<DueMail>(
    `update mail
     set attempts = attempts + 1, lease_id = $1, next_attempt_at = now() + $2 * interval '1 millisecond'
     where id = any(array(
       select id from mail where state = 'pending' and next_attempt_at <= now()
       order by next_attempt_at limit $3 for update skip locked))
     returning id, recipient, subject, body_text, body_html, headers, created_at, attempts, lease_id`,
    [newUuid(), leaseMs, limit],
  );
  return rows;
}

/** Writes what became of a mail; false where its lease was over and another sender has taken it. */
export async function settleMail(
  database: Database,
  { id, lease_id }: Pick<DueMail, 'id' | 'lease_id'>,
  fate: MailFate,
): Promise<boolean> {
  const { text, values } = settlement(fate);
  const { rowCount } = await database.pool.query(
    `update mail set ${text} where id = $1 and lease_id = $2 and state = 'pending'`,
    [id, lease_id, ...values],
  );
  return rowCount === 1;
}

function settlement(fate: MailFate): { text: string; values: unknown[] } {
  if (fate.kind === 'sent') {
    return { text: `state = 'sent', sent_at = now(), last_error = null, response = $3`, values: [fate.response] };
  }
  if (fate.kind === 'failed') return { text: `state = 'failed', last_error = $3`, values: [fate.reason] };
  if (fate.kind === 'returned')
    return { text: 'lease_id = null, attempts = attempts - 1, next_attempt_at = now()', values: [] };
  return {
    text: `lease_id = null, last_error = $3, next_attempt_at = now() + $4 * interval '1 millisecond'`,
    values: [fate.reason, fate.afterMs],
  };
}

/** Puts mails that are due aside, for people to read: there is no server to send them by. Answers how many. */
export async function keepDueMails(database: Database, limit: number): Promise<number> {
  const { rowCount } = await database.pool.query(
    `update mail set state = 'kept'
     where id = any(array(
       select id from mail where state = 'pending' and next_attempt_at <= now() limit $1 for update skip locked))`,
    [limit],
  );
  return rowCount ?? 0;
}

/** How many mails wait and how many failed; counted up to 10,000. */
export async function countOpenMails(database: Database): Promise<{ state: 'pending' | 'failed'; count: number }[]> {
  const { rows } = await database.pool.query(
    `select state, (select count(*) from (select from mail where mail.state = open.state limit 10000) as some) as count
     from (values ('pending'), ('failed')) as open (state)`,
  );
  return rows;
}
