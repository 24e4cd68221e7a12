import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { MailRow } from '@railguard/store/mails';

export type Mail = AnswerOf<RouteOf<'retryMail'>>;

export function presentMail(mail: MailRow): Mail {
  return {
    id: mail.id,
    to: mail.recipient,
    subject: mail.subject,
    state: mail.state,
    attempts: mail.attempts,
    next_attempt_at: mail.state === 'pending' ? mail.next_attempt_at.toISOString() : null,
    last_error: mail.last_error,
    created_at: mail.created_at.toISOString(),
    sent_at: mail.sent_at?.toISOString() ?? null,
  };
}
