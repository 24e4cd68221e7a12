import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type Scope, seesProject } from './scope.ts';

/** Of some issues, the visible one that has the most events; the older one of equals. */
export async function largestIssue(database: Database, scope: Scope, ids: string[]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select issue.id from issue
    join project on project.id = issue.project_id
    join membership on membership.organization_id = project.organization_id and ${seesProject(scope)}
    where issue.id = any(${ids}::uuid[]) and project.deleted_at is null
    order by issue.event_count desc, issue.id limit 1`.execute(database.kysely);
  return rows[0]?.id;
}
