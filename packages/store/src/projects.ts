import { newNumericId, newPublicKey, newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import { createDefaultAlertRule } from './alert-rules.ts';
import { recordAct } from './audit-log.ts';
import { changesBetween } from './changes-between.ts';
import type { Database } from './database.ts';
import { beginDeletion } from './project-deletions.ts';
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
  /** Whether any event arrived that is still counted. */
  has_events: boolean;
  /** What the reader may do here. */
  role: Role;
}

export interface ProjectPage {
  limit: number;
  /** Of one organisation alone. */
  organizationId?: string;
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
    return createProjectWithKey(trx, scope, input, membership.role);
  });
}

/** Within a transaction of the caller, who has made sure that it may. `role` is the caller's in the organisation. */
export async function createProjectWithKey(
  trx: Transaction<Tables>,
  scope: Scope,
  input: NewProject,
  role: Role,
): Promise<{ project: ProjectRow; key: ProjectKeyRow }> {
  const project = await insertProject(trx, input);
  const key = await trx
    .insertInto('project_key')
    .values({ id: newUuid(), project_id: project.id, public_key: newPublicKey() })
    .returning([...KEY_COLUMNS, sql<number>`0`.as('used_today')])
    .executeTakeFirstOrThrow();
  await createDefaultAlertRule(trx, project.id);
  const { id, organization_id, name, slug, platform } = project;
  const target = { target_type: 'project', target_id: id, target_name: name };
  await recordAct(trx, scope, { action: 'project.created', organization_id, ...target, data: { slug, platform } });
  return { project: { ...project, has_events: false, role }, key };
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
  { limit, organizationId, after }: ProjectPage,
): Promise<ProjectRow[]> {
  let query = visibleProjects(database, scope);
  if (organizationId) query = query.where('project.organization_id', '=', organizationId);
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
    await database.kysely.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom('project')
        .select(COLUMNS)
        .where('id', '=', id)
        .where(isVisible(scope, id))
        // Batches hold the project for key share: only those that number new issues wait for this.
        .forNoKeyUpdate()
        .executeTakeFirst();
      const changed = before && changesBetween(before, changes);
      if (!changed || Object.keys(changed).length === 0) return;
      await trx
        .updateTable('project')
        .set({ ...changes, updated_at: sql`now()` })
        .where('id', '=', id)
        .execute();
      await recordAct(trx, scope, {
        action: 'project.updated',
        organization_id: before.organization_id,
        target_type: 'project',
        target_id: id,
        target_name: before.name,
        data: { changes: changed },
      });
    });
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
      .select(COLUMNS)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .where(isVisible(scope, id))
      .forUpdate()
      .executeTakeFirst();
    if (!project) return false;
    await trx.updateTable('project').set({ deleted_at: sql`now()` }).where('id', '=', id).execute();
    await trx.deleteFrom('project_key').where('project_id', '=', id).execute();
    await trx.insertInto('purge').values({ id: newUuid(), project_id: id }).execute();
    await beginDeletion(trx, project);
    const { organization_id, name, slug } = project;
    await recordAct(trx, scope, {
      action: 'project.deleted',
      organization_id,
      target_type: 'project',
      target_id: id,
      target_name: name,
      data: { slug },
    });
    return true;
  });
}

const KEY_COLUMNS = [
  'id',
  'project_id',
  'public_key',
  'label',
  'rate_limit_per_minute',
  'quota_per_day',
  'revoked_at',
  'last_used_at',
  'created_at',
] as const;

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
    .select([...COLUMNS, 'membership.role', HAS_EVENTS.as('has_events')]);
}

const HAS_EVENTS = sql<boolean>`exists (select from project_hourly where project_hourly.project_id = project.id)`;
