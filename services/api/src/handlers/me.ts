import { ProblemError } from '@railguard/contract/problem';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { throughToken } from '@railguard/store/access';
import { changeEmail, changePassword, EmailTakenError, findAccount, renameAccount } from '@railguard/store/accounts';
import type { Scope } from '@railguard/store/scope';
import { findUser } from '@railguard/store/users';
import type { ApiDeps } from '../api-deps.ts';
import { createAttempts } from '../auth/attempts.ts';
import { confirmPassword, wrongPassword } from '../auth/confirm-password.ts';
import { hashPassword } from '../auth/password.ts';
import type { Handlers } from '../handler.ts';
import { emailChangedMail } from '../mail/email-changed.ts';
import { passwordChangedMail } from '../mail/password-changed.ts';

export function meHandlers({ database, config }: ApiDeps) {
  const attempts = createAttempts(database);

  async function presentMe(scope: Scope): Promise<AnswerOf<RouteOf<'getMe'>>> {
    const { userId } = scope;
    const [account, user] = await Promise.all([findAccount(database, userId), findUser(database, userId)]);
    if (!account || !user) throw new ProblemError('unauthenticated');
    const { id, email, name, created_at, is_instance_admin, totp_enabled, password_hash } = account;
    return {
      id,
      email,
      name,
      created_at: created_at.toISOString(),
      is_instance_admin,
      has_password: password_hash !== null,
      totp_enabled,
      organizations: throughToken(user.memberships, scope).map(({ organization_id, slug, name, role }) => ({
        id: organization_id,
        slug,
        name,
        role,
      })),
    };
  }

  /** Nothing happens where it is the address that the account has already, letter by letter. */
  async function moveTo(scope: Scope, email: string, password: string | undefined): Promise<void> {
    if ((await findAccount(database, scope.userId))?.email === email) return;
    const { email: old, password_hash: passwordHash } = await confirmPassword(database, attempts, scope, password);
    // Whether the new one is taken tells of an account, so it is not to be asked of many.
    const attempt = await attempts.confirmation(scope);
    const notice = emailChangedMail(old, email, config.url);
    const isChanged = await changeEmail(database, scope, { email, passwordHash, notice }).catch(wordTaken);
    if (!isChanged) throw wrongPassword('is not your password');
    await attempt.succeed();
  }

  return {
    async getMe({ scope }) {
      return presentMe(scope);
    },

    async updateMe({ body, scope }) {
      // First what may be refused, so that nothing was changed then.
      if (body.email !== undefined) await moveTo(scope, body.email, body.current_password);
      if (body.name !== undefined) await renameAccount(database, scope, body.name);
      return presentMe(scope);
    },

    async changePassword({ body, scope }) {
      const { email, password_hash } = await confirmPassword(database, attempts, scope, body.current_password);
      const to = await hashPassword(body.password);
      const notice = passwordChangedMail(email, config.url);
      const isChanged = await changePassword(database, scope, { from: password_hash, to, notice });
      if (!isChanged) throw wrongPassword('is not your password');
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function wordTaken(error: unknown): never {
  if (!(error instanceof EmailTakenError)) throw error;
  const errors = [{ pointer: '/email', detail: 'belongs to another account' }];
  throw new ProblemError('conflict', 'The address is taken.', { errors });
}
