import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { isMember, type Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/** How far the deletion of a project has come. */
export interface ProjectDeletionRow {
  id: string;
  project_id: string;
  project_slug: string;
  project_name: string;
  /** By the hourly counts, so about. */
  events_at_start: number;
  rows_deleted: number;
  started_at: Date;
  finished_at: Date | null;
}

export interface DeletionPage {
  limit: number;
  /** The last deletion of the page before. */
  after?: { id: string };
}

/** Of an organisation, the newest first; those that are done are kept for a day. */
export async function listDeletions(
  database: Database,
  scope: Scope,
  organizationId: string,
  { limit, after }: DeletionPage,
): Promise<ProjectDeletionRow[]> {
  const projectIds = scope.token?.projectIds;
  const isTokens = projectIds ? sql`and project_id = any(${projectIds}::uuid[])` : sql``;
  const { rows } = await sql<ProjectDeletionRow>`
    select id, project_id, project_slug, project_name, events_at_start, rows_deleted, started_at, finished_at
    from project_deletion join membership using (organization_id)
    where organization_id = ${organizationId} and ${isMember(scope)} ${isTokens}
      ${after ? sql`and id < ${after.id}` : sql``}
    order by id desc limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Within the transaction that deletes the project. */
export async function beginDeletion(
  trx: Kysely<Tables>,
  project: { id: string; organization_id: string; slug: string; name: string },
): Promise<void> {
  await sql`
    insert into project_deletion (id, organization_id, project_id, project_slug, project_name, events_at_start)
    select ${newUuid()}::uuid, ${project.organization_id}::uuid, ${project.id}::uuid, ${project.slug}, ${project.name},
           coalesce(sum(event_count), 0)
    from project_hourly where project_id = ${project.id}
    on conflict (project_id) do nothing`.execute(trx);
}

/** Counts what a step of the purge took away. */
export async function countDeleted({ pool }: Database, projectId: string, rows: number): Promise<void> {
  await pool.query('update project_deletion set rows_deleted = rows_deleted + $2 where project_id = $1', [
    projectId,
    rows,
  ]);
}
