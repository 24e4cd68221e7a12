import { type RawBuilder, sql } from 'kysely';
import { type Scope, seesProject } from './scope.ts';

/** Where something is looked for: some projects of an organisation, all that are visible where none are named. */
export interface SearchedProjects {
  organizationId: string;
  projectIds?: string[];
}

/** The rows of `project` that are searched: those of the organisation that are visible, and named if any are. */
export function searchedProjects(scope: Scope, { organizationId, projectIds }: SearchedProjects): RawBuilder<unknown> {
  const named = projectIds ? sql`and project.id = any(${projectIds}::uuid[])` : sql``;
  return sql`select project.* from project join membership using (organization_id)
    where project.organization_id = ${organizationId} and project.deleted_at is null and ${seesProject(scope)} ${named}`;
}
