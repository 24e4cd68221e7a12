import { ProblemError } from '@railguard/contract/problem';
import { createResetLink, isResetToken, mailReset, resetPassword } from '@railguard/store/password-resets';
import type { ApiDeps } from '../api-deps.ts';
import { createAttempts } from '../auth/attempts.ts';
import { inEvenTime } from '../auth/even-time.ts';
import { hashPassword } from '../auth/password.ts';
import { hashToken, newToken } from '../auth/random-token.ts';
import type { Handlers } from '../handler.ts';
import { passwordChangedMail } from '../mail/password-changed.ts';
import { passwordResetMail } from '../mail/password-reset.ts';

const LINK_SECONDS = 3600;
/** Several times as long as it takes to write a mail into the outbox. */
const ANSWER_AFTER_MS = 250;

export function passwordResetHandlers({ database, config }: ApiDeps) {
  const attempts = createAttempts(database);
  const linkOf = (token: string) => `${config.url}/reset/${token}`;

  return {
    async forgotPassword({ body, request }) {
      await attempts.forgotPassword(request.ip);
      const { token, ...reset } = newToken(LINK_SECONDS);
      await inEvenTime(ANSWER_AFTER_MS, () =>
        mailReset(database, body.email, reset, (recipient) => passwordResetMail(recipient, linkOf(token))),
      );
      return undefined;
    },

    async resetPassword({ body, request }) {
      const attempt = await attempts.resetToken(request.ip);
      const tokenHash = hashToken(body.token);
      // Before the password is hashed: strangers must not make us work.
      if (!(await isResetToken(database, tokenHash))) throw new ProblemError('invalid_reset_token');
      const email = await resetPassword(database, tokenHash, {
        passwordHash: await hashPassword(body.password),
        address: request.ip,
        noticeFor: (recipient) => passwordChangedMail(recipient, config.url),
      });
      if (email === undefined) throw new ProblemError('invalid_reset_token');
      await attempt.succeed();
      await attempts.welcome(email, request.ip);
      return undefined;
    },

    async createResetLink({ params, scope }) {
      const { token, ...reset } = newToken(LINK_SECONDS);
      const { organization_id: organizationId, user_id: userId } = params;
      const made = await createResetLink(database, scope, { organizationId, userId, ...reset });
      if (made === 'unknown') throw new ProblemError('not_found');
      if (made === 'forbidden') {
        throw new ProblemError(
          'forbidden',
          'You may not set the password of this person, who is more than you can administer.',
        );
      }
      return { url: linkOf(token), expires_at: reset.expires_at.toISOString() };
    },
  } satisfies Partial<Handlers>;
}
