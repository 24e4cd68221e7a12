import { newPublicKey, newUuid } from '@railguard/protocol/ids';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isVisible, type Scope, seesProject } from './scope.ts';

/** A key as people manage it. */
export interface ProjectKeyRow {
  id: string;
  project_id: string;
  public_key: string;
  label: string;
  /** Items a minute; null means no limit. */
  rate_limit_per_minute: number | null;
  revoked_at: Date | null;
  created_at: Date;
}

export interface KeyPage {
  limit: number;
  /** The last key of the page before. */
  after?: { id: string };
}

/** Keys of a project, oldest first. Empty where the project is not visible. */
export async function listKeys(
  database: Database,
  scope: Scope,
  projectId: string,
  { limit, after }: KeyPage,
): Promise<ProjectKeyRow[]> {
  let query = database.kysely
    .selectFrom('project_key')
    .selectAll()
    .where('project_id', '=', projectId)
    .where(isVisible(scope, projectId));
  if (after) query = query.where('id', '>', after.id);
  // Ids are UUIDv7: their order is the order of creation.
  return query.orderBy('id').limit(limit).execute();
}

/** The first `limit` keys of each project, active ones first and then the oldest, for lists of projects. */
export async function keysOfProjects(
  database: Database,
  scope: Scope,
  projectIds: string[],
  limit: number,
): Promise<Map<string, ProjectKeyRow[]>> {
  const { rows } = await sql<ProjectKeyRow>`
    select key.* from project join membership using (organization_id)
    cross join lateral (
      select * from project_key where project_key.project_id = project.id
      order by revoked_at is not null, project_key.id limit ${limit}
    ) as key
    where project.id = any(${projectIds}::uuid[]) and project.deleted_at is null and ${seesProject(scope)}
    order by key.revoked_at is not null, key.id`.execute(database.kysely);
  return Map.groupBy(rows, (row) => row.project_id);
}

/** undefined where the project is not visible. */
export async function createKey(
  database: Database,
  scope: Scope,
  projectId: string,
  input: { label?: string; rate_limit_per_minute?: number | null },
): Promise<ProjectKeyRow | undefined> {
  const { rows } = await sql<ProjectKeyRow>`
    insert into project_key (id, project_id, public_key, label, rate_limit_per_minute)
    select ${newUuid()}::uuid, ${projectId}::uuid, ${newPublicKey()}, ${input.label ?? 'Default'},
           ${input.rate_limit_per_minute ?? null}::integer
    where ${isVisible(scope, projectId)}
    returning *`.execute(database.kysely);
  return rows[0];
}

/** `is_active` false revokes, true restores. undefined where the key is not visible. */
export async function updateKey(
  database: Database,
  scope: Scope,
  projectId: string,
  keyId: string,
  { is_active, ...values }: { label?: string; rate_limit_per_minute?: number | null; is_active?: boolean },
): Promise<ProjectKeyRow | undefined> {
  const revoked =
    is_active === undefined
      ? {}
      : { revoked_at: is_active ? null : sql<Date>`coalesce(project_key.revoked_at, now())` };
  return (
    database.kysely
      .updateTable('project_key')
      // An update needs something to set; the project never changes.
      .set({ ...values, ...revoked, project_id: projectId })
      .where('id', '=', keyId)
      .where('project_id', '=', projectId)
      .where(isVisible(scope, projectId))
      .returningAll()
      .executeTakeFirst()
  );
}

/** Whether there was such a key to delete. */
export async function deleteKey(database: Database, scope: Scope, projectId: string, keyId: string): Promise<boolean> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('project_key')
    .where('id', '=', keyId)
    .where('project_id', '=', projectId)
    .where(isVisible(scope, projectId))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
