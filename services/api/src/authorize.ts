import { ProblemError } from '@railguard/contract/problem';
import { ROLES, type Role } from '@railguard/contract/resources/me';

/**
 * What a role may do: owners and admins manage projects and keys, members triage issues, viewers read.
 * @throws ProblemError `forbidden`
 */
export function requireRole(role: Role, least: Role): void {
  if (!isAtLeast(role, least)) throw new ProblemError('forbidden');
}

export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(least);
}
