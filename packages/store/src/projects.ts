import { newNumericId, newPublicKey, newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { ProjectKeyRow } from './project-keys.ts';
import { isMember, isVisible, type Scope, seesProject } from './scope.ts';
import { slugCandidates, slugify } from './slug.ts';
import type { Role, Tables } from './tables.ts';

export interface ProjectRow {
  id: string;
  organization_id: string;
  numeric_id: number;
  slug: string;
  name: string;
  platform: string;
  allowed_origins: string[];
  created_at: Date;
  /** What the reader may do here. */
  role: Role;
}

export interface ProjectPage {
  limit: number;
  /** The last project of the page before. */
  after?: { name: string; id: string };
}

export interface NewProject {
  organization_id: string;
  name: string;
  platform?: string;
  /** Absent: made from the name, and made unique by a number where it is taken. */
  slug?: string;
  allowed_origins?: string[];
}

/** The slug is taken in this organisation. */
export class SlugTakenError extends Error {
  override name = 'SlugTakenError';
}

/**
 * Creates a project with its first key, in one transaction. undefined where the reader is not of the organisation.
 * @throws SlugTakenError where the slug was given and is taken
 */
export async function createProject(
  database: Database,
  scope: Scope,
  input: NewProject,
): Promise<{ project: ProjectRow; key: ProjectKeyRow } | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const membership = await trx
      .selectFrom('membership')
      .innerJoin('organization', 'organization.id', 'membership.organization_id')
      .select('role')
      .where('organization.id', '=', input.organization_id)
      .where('organization.deleted_at', 'is', null)
      .where(isMember(scope))
      // Held until the project is there, so that the organisation is not deleted without it.
      .forShare('organization')
      .executeTakeFirst();
    if (!membership) return undefined;
    return insertProjectWithKey(trx, input, membership.role);
  });
}

/** Within a transaction of the caller, who has made sure that it may. `role` is the caller's in the organisation. */
export async function insertProjectWithKey(
  trx: Transaction<Tables>,
  input: NewProject,
  role: Role,
): Promise<{ project: ProjectRow; key: ProjectKeyRow }> {
  const project = await insertProject(trx, input);
  const key = await trx
    .insertInto('project_key')
    .values({ id: newUuid(), project_id: project.id, public_key: newPublicKey() })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { project: { ...project, role }, key };
}

async function insertProject(trx: Transaction<Tables>, input: NewProject) {
  const slugs = input.slug === undefined ? slugCandidates(slugify(input.name, 'project')) : [input.slug];
  for (const slug of slugs) {
    const project = await trx
      .insertInto('project')
      .values({
        id: newUuid(),
        organization_id: input.organization_id,
        numeric_id: newNumericId(),
        slug,
        name: input.name,
        platform: input.platform,
        allowed_origins: input.allowed_origins,
      })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'slug']).where('deleted_at', 'is', null).doNothing(),
      )
      .returning(COLUMNS)
      .executeTakeFirst();
    if (project) return project;
  }
  throw new SlugTakenError(`the slug ${input.slug} is taken`);
}

/** By name, whatever its letter case. */
export async function listProjects(
  database: Database,
  scope: Scope,
  { limit, after }: ProjectPage,
): Promise<ProjectRow[]> {
  let query = visibleProjects(database, scope);
  if (after) query = query.where(sql<boolean>`(lower(project.name), project.id) > (lower(${after.name}), ${after.id})`);
  return query.orderBy(sql`lower(project.name)`).orderBy('project.id').limit(limit).execute();
}

/** undefined where there is none, or it is not visible. */
export async function getProject(database: Database, scope: Scope, id: string): Promise<ProjectRow | undefined> {
  return visibleProjects(database, scope).where('project.id', '=', id).executeTakeFirst();
}

/** undefined where it is not visible. @throws SlugTakenError */
export async function updateProject(
  database: Database,
  scope: Scope,
  id: string,
  changes: { name?: string; slug?: string; platform?: string; allowed_origins?: string[] },
): Promise<ProjectRow | undefined> {
  try {
    await database.kysely
      .updateTable('project')
      .set({ ...changes, updated_at: sql`now()` })
      .where('id', '=', id)
      .where(isVisible(scope, id))
      .execute();
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'project_slug_key') {
      throw new SlugTakenError(`the slug ${changes.slug} is taken`, { cause: error });
    }
    throw error;
  }
  return getProject(database, scope, id);
}

/**
 * Deletes a project with everything in it; whether there was such a project. From then on nobody finds it, its keys or
 * its events, and its slug is free; its rows are taken away step by step, by housekeeping.
 */
export async function deleteProject(database: Database, scope: Scope, id: string): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    // Waits for batches that hold the project, so that none adds to it once it is deleted.
    const project = await trx
      .selectFrom('project')
      .select('id')
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .where(isVisible(scope, id))
      .forUpdate()
      .executeTakeFirst();
    if (!project) return false;
    await trx.updateTable('project').set({ deleted_at: sql`now()` }).where('id', '=', id).execute();
    await trx.deleteFrom('project_key').where('project_id', '=', id).execute();
    await trx.insertInto('purge').values({ id: newUuid(), project_id: id }).execute();
    return true;
  });
}

const COLUMNS = [
  'project.id',
  'project.organization_id',
  'project.numeric_id',
  'project.slug',
  'project.name',
  'project.platform',
  'project.allowed_origins',
  'project.created_at',
] as const;

function visibleProjects(database: Database, scope: Scope) {
  return database.kysely
    .selectFrom('project')
    .innerJoin('membership', 'membership.organization_id', 'project.organization_id')
    .where(seesProject(scope))
    .where('project.deleted_at', 'is', null)
    .select([...COLUMNS, 'membership.role']);
}
