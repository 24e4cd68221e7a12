import { type RawBuilder, sql } from 'kysely';

/** Whose eyes a query looks through: it finds only what belongs to an organisation of this person. */
export interface Scope {
  userId: string;
}

/** Whether the project is visible: a condition that PostgreSQL tests once, before it reads anything else. */
export function isVisible(scope: Scope, projectId: string): RawBuilder<boolean> {
  return sql`exists (
    select from project join membership using (organization_id)
    where project.id = ${projectId} and project.deleted_at is null and membership.user_id = ${scope.userId}
  )`;
}
