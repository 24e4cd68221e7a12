import { type RawBuilder, sql } from 'kysely';
import type { Role } from './tables.ts';

/** Who asks: a query finds only what belongs to an organisation of this person, and an act is recorded as theirs. */
export interface Scope {
  userId: string;
  /** Where the request came from. */
  address?: string;
  /** The sign-in that the access token came from. */
  sessionId?: string;
  /** Set where an API token was used, which narrows what its person may see and do. */
  token?: {
    id: string;
    organizationId: string;
    /** Null: every project of the organisation. */
    projectIds: string[] | null;
    mostRole: Role;
  };
}

/** Whether the row of `membership` in the query is this person's. */
export function isMember({ userId, token }: Scope): RawBuilder<boolean> {
  if (!token) return sql`membership.user_id = ${userId}`;
  return sql`(membership.user_id = ${userId} and membership.organization_id = ${token.organizationId})`;
}

/** The same where the query joins `project` as well: a token may be good for some projects alone. */
export function seesProject(scope: Scope): RawBuilder<boolean> {
  const projectIds = scope.token?.projectIds;
  if (!projectIds) return isMember(scope);
  return sql`(${isMember(scope)} and project.id = any(${projectIds}::uuid[]))`;
}

/** Whether the project is visible: a condition that PostgreSQL tests once, before it reads anything else. */
export function isVisible(scope: Scope, projectId: string): RawBuilder<boolean> {
  return sql`exists (
    select from project join membership using (organization_id)
    where project.id = ${projectId} and project.deleted_at is null and ${seesProject(scope)}
  )`;
}
