import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { listMails, queueTestMail, readMail, retryMail } from '@railguard/store/mails';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentMail } from '../present/present-mail.ts';

const CURSOR = 'mails';

export function mailHandlers({ database, config }: ApiDeps) {
  return {
    async listMails({ query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, state } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const rows = await listMails(database, scope, { limit: limit + 1, state, after });
      return toPage(rows, limit, presentMail, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async getMail({ params, scope }) {
      const mail = found(await readMail(database, scope, params.mail_id));
      return { ...presentMail(mail), text: mail.body_text };
    },

    async retryMail({ params, scope }) {
      const retry = await retryMail(database, scope, params.mail_id);
      if (retry.kind === 'unknown') throw new ProblemError('not_found');
      if (retry.kind === 'sent') throw new ProblemError('conflict', 'The mail was sent already.');
      return presentMail(retry.mail);
    },

    async sendTestMail({ body, scope }) {
      const mail = await queueTestMail(database, scope, {
        to: body.to,
        subject: 'Test mail from Railguard',
        text: `This is a test mail. Railguard at ${config.url} can reach you.\n`,
      });
      return presentMail(mail);
    },
  } satisfies Partial<Handlers>;
}
