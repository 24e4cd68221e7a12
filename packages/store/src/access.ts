import type { Database } from './database.ts';
import { isMember, type Scope, seesProject } from './scope.ts';
import type { Role } from './tables.ts';

/** Where a request leads, and what the person may do there. */
export interface Access {
  organization_id: string;
  /** Absent where it is about the organisation itself. */
  project_id?: string;
  /** The role in the organisation, or less where an API token allows less. */
  role: Role;
}

/** From most to least. */
const ROLES: Role[] = ['owner', 'admin', 'member', 'viewer'];

/**
 * undefined where the organisation is not visible, here as below. A token for some projects reads what concerns the
 * organisation, and no more: whoever manages its members could give themselves every project.
 */
export async function accessToOrganization(
  database: Pick<Database, 'kysely'>,
  scope: Scope,
  id: string,
): Promise<Access | undefined> {
  const row = await database.kysely
    .selectFrom('membership')
    .select(['organization_id', 'role'])
    .where('organization_id', '=', id)
    .where(isMember(scope))
    .executeTakeFirst();
  return row && { ...row, role: roleThroughToken(row.role, scope) };
}

/** The role in an organisation that is left to a request, which may come with a token. */
export function roleThroughToken(role: Role, { token }: Scope): Role {
  if (!token) return role;
  return lesser(role, token.projectIds ? 'viewer' : token.mostRole);
}

/** The memberships of a person that are left to a request. */
export function throughToken<Membership extends { organization_id: string; role: Role }>(
  memberships: Membership[],
  scope: Scope,
): Membership[] {
  return memberships
    .filter(({ organization_id }) => !scope.token || scope.token.organizationId === organization_id)
    .map((membership) => ({ ...membership, role: roleThroughToken(membership.role, scope) }));
}

export async function accessToProject(database: Database, scope: Scope, id: string): Promise<Access | undefined> {
  const row = await visibleProjects(database, scope).where('project.id', '=', id).executeTakeFirst();
  return row && narrowed(row, scope);
}

/** An issue that has no event yet is none. */
export async function accessToIssue(database: Database, scope: Scope, id: string): Promise<Access | undefined> {
  const row = await visibleProjects(database, scope)
    .innerJoin('issue', 'issue.project_id', 'project.id')
    .where('issue.id', '=', id)
    .where('issue.event_count', '>', 0)
    .executeTakeFirst();
  return row && narrowed(row, scope);
}

/** Whether this person may do what concerns the whole installation; an API token never may. */
export async function isInstanceAdmin(database: Database, scope: Scope): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('user_account')
    .select('is_instance_admin')
    .where('id', '=', scope.userId)
    .executeTakeFirst();
  return row?.is_instance_admin === true && scope.token === undefined;
}

function visibleProjects(database: Database, scope: Scope) {
  return database.kysely
    .selectFrom('project')
    .innerJoin('membership', 'membership.organization_id', 'project.organization_id')
    .select(['project.organization_id', 'project.id as project_id', 'membership.role'])
    .where('project.deleted_at', 'is', null)
    .where(seesProject(scope));
}

function narrowed(access: Access, { token }: Scope): Access {
  if (!token) return access;
  return { ...access, role: lesser(access.role, token.mostRole) };
}

function lesser(one: Role, other: Role): Role {
  return ROLES[Math.max(ROLES.indexOf(one), ROLES.indexOf(other))]!;
}
