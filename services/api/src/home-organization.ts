import { ProblemError } from '@railguard/contract/problem';
import { isAtLeast } from '@railguard/contract/role';
import { throughToken } from '@railguard/store/access';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';
import { findUser } from '@railguard/store/users';

/**
 * The organisation that a new project belongs to: the one asked for, or the only one where this person may create it.
 * @throws ProblemError `forbidden`, or `invalid_request` where it has to be named
 */
export async function homeOf(database: Database, scope: Scope, asked: string | undefined): Promise<string> {
  const user = await findUser(database, scope.userId);
  if (!user) throw new ProblemError('unauthenticated');
  const memberships = throughToken(user.memberships, scope);
  const allowed = memberships
    .filter(({ role }) => isAtLeast(role, 'admin'))
    .map(({ organization_id }) => organization_id);
  if (asked !== undefined) {
    if (memberships.every(({ organization_id }) => organization_id !== asked)) throw wrong('is not one of yours');
    if (!allowed.includes(asked)) throw new ProblemError('forbidden');
    return asked;
  }
  if (allowed.length > 1) throw wrong('is required, since you may create projects in several organisations');
  if (!allowed[0]) throw new ProblemError('forbidden');
  return allowed[0];
}

function wrong(detail: string): ProblemError {
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer: '/organization_id', detail }] });
}
