import { ProblemError } from '@railguard/contract/problem';
import { isAtLeast } from '@railguard/contract/role';
import type { RouteDefinition } from '@railguard/contract/route';
import {
  type Access,
  accessToIssue,
  accessToOrganization,
  accessToProject,
  isInstanceAdmin,
} from '@railguard/store/access';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';

/** Holds who asks against what the operation needs; answers where the path leads. */
export type Authorize = (
  route: Pick<RouteDefinition, 'auth' | 'role'>,
  scope: Scope,
  params: Record<string, string>,
) => Promise<Access | undefined>;

/** The parameters that lead to an organisation, the narrowest first. */
const LOOK_UPS = {
  issue_id: accessToIssue,
  project_id: accessToProject,
  organization_id: accessToOrganization,
} as const;

/**
 * The one place where rights are decided: handlers say nothing about roles, and the store's queries carry the scope
 * besides, so that a mistake here shows nobody anything.
 *
 * @throws ProblemError `session_required`, `not_found` where the person may not know of it, `forbidden`
 */
export function createAuthorize(database: Database): Authorize {
  return async ({ auth, role }, scope, params) => {
    if (auth === 'session' && scope.token) throw new ProblemError('session_required');
    if (role === undefined) return undefined;
    if (role === 'instance_admin') {
      if (!(await isInstanceAdmin(database, scope))) {
        throw new ProblemError('forbidden', 'This is for administrators of the installation.');
      }
      return undefined;
    }
    const access = await lookUp(database, scope, params);
    const { organization_id } = params;
    // A path that names an organisation and something in it must not name another one's.
    const isElsewhere = organization_id !== undefined && organization_id.toLowerCase() !== access?.organization_id;
    if (!access || isElsewhere) throw new ProblemError('not_found');
    if (!isAtLeast(access.role, role)) {
      const acting = scope.token ? 'this token acts' : 'you are here';
      throw new ProblemError('forbidden', `This needs the role ${role}; ${acting} as ${access.role}.`);
    }
    return access;
  };
}

function lookUp(database: Database, scope: Scope, params: Record<string, string>): Promise<Access | undefined> {
  for (const [name, look] of Object.entries(LOOK_UPS)) {
    const id = params[name];
    if (id !== undefined) return look(database, scope, id);
  }
  throw new Error('an operation names a role, and its path leads to no organisation');
}
