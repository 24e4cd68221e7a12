import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Email, nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const MAIL_STATES = ['pending', 'kept', 'sent', 'failed'] as const;

const fields = {
  id: Uuid,
  to: Type.String(),
  subject: Type.String(),
  state: oneOf(
    MAIL_STATES,
    '`pending` waits or is being sent, `kept` had no mail server to leave by, `failed` was refused or tried too often.',
  ),
  attempts: Type.Integer({ minimum: 0, description: 'How often it was tried, since it was sent again last.' }),
  next_attempt_at: nullable(Timestamp),
  last_error: nullable(Type.String({ description: 'In the words of the mail server.' })),
  created_at: Timestamp,
  sent_at: nullable(Timestamp),
};

export const Mail = Type.Object(fields, { $id: 'Mail' });

const MailDetail = Type.Object({ ...fields, text: Type.String() }, { $id: 'MailDetail' });

const mailParams = Type.Object({ mail_id: Uuid });

export const mailRoutes = [
  defineRoute({
    operationId: 'listMails',
    tag: 'Mails',
    method: 'GET',
    path: '/api/v1/mails',
    summary: 'Outgoing mails of the installation, newest first',
    description: 'They are deleted 30 days after they were written.',
    auth: 'session',
    role: 'instance_admin',
    query: Type.Object({ state: Type.Optional(oneOf(MAIL_STATES)), ...pageQuery }),
    success: { status: 200, description: 'A page of mails.', schema: pageOf(Mail) },
    problems: ['invalid_cursor'],
  }),
  // Before the mail that `test` could be the id of.
  defineRoute({
    operationId: 'sendTestMail',
    tag: 'Mails',
    method: 'POST',
    path: '/api/v1/mails/test',
    summary: 'Send a test mail',
    description: 'Goes through the outbox like any other; its state says what became of it.',
    auth: 'session',
    role: 'instance_admin',
    body: Type.Object({ to: Email }),
    success: { status: 201, description: 'The mail, which is on its way.', schema: Mail },
  }),
  defineRoute({
    operationId: 'getMail',
    tag: 'Mails',
    method: 'GET',
    path: '/api/v1/mails/:mail_id',
    summary: 'One mail with its text',
    description: 'That it was read is written into the audit log: its links may be good for the account of another.',
    auth: 'session',
    role: 'instance_admin',
    params: mailParams,
    success: { status: 200, description: 'The mail.', schema: MailDetail },
  }),
  defineRoute({
    operationId: 'retryMail',
    tag: 'Mails',
    method: 'POST',
    path: '/api/v1/mails/:mail_id/retry',
    summary: 'Send a mail that was kept, failed or waits',
    description: 'Harmless for one that is being sent. One that was sent is not sent twice: 409.',
    auth: 'session',
    role: 'instance_admin',
    params: mailParams,
    success: { status: 200, description: 'The mail as it is now.', schema: Mail },
    problems: ['conflict'],
  }),
] as const;
