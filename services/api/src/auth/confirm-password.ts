import { ProblemError } from '@railguard/contract/problem';
import { type AccountRow, findAccount } from '@railguard/store/accounts';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';
import type { Attempts } from './attempts.ts';
import { isPassword } from './password.ts';

export type ConfirmedAccount = AccountRow & { password_hash: string };

/**
 * Whether whoever sits before an open session is the person whose it is. Answers the account.
 * @throws ProblemError `invalid_request` at `/current_password`, `rate_limited`, `unauthenticated` where the person is gone
 */
export async function confirmPassword(
  database: Database,
  attempts: Attempts,
  scope: Scope,
  password: string | undefined,
): Promise<ConfirmedAccount> {
  if (password === undefined) throw wrongPassword('is required');
  const attempt = await attempts.confirmation(scope);
  const account = await findAccount(database, scope.userId);
  if (!account) throw new ProblemError('unauthenticated');
  const { password_hash } = account;
  if (password_hash === null) throw wrongPassword('does not exist yet: set a password by way of "forgot password"');
  if (!(await isPassword(password, password_hash))) throw wrongPassword('is not your password');
  await attempt.succeed();
  return { ...account, password_hash };
}

export function wrongPassword(detail: string): ProblemError {
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer: '/current_password', detail }] });
}
