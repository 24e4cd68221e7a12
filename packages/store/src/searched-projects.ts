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
  return visible(scope, sql`project.organization_id = ${organizationId} ${named}`);
}

/** The row of one project; none where it is not visible. */
export function searchedProject(scope: Scope, projectId: string): RawBuilder<unknown> {
  return visible(scope, sql`project.id = ${projectId}`);
}

function visible(scope: Scope, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select project.* from project join membership using (organization_id)
    where ${condition} and project.deleted_at is null and ${seesProject(scope)}`;
}
