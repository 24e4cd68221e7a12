import { textArray, timestamptzArray, uuidArray } from '@railguard/kit/pg-binary-array';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';

export interface EnvironmentRow {
  name: string;
  first_seen: Date;
  /** To about ten minutes. */
  last_seen: Date;
  /** Left out where people choose among environments. */
  is_hidden: boolean;
}

export interface EnvironmentPage {
  limit: number;
  /** Only those that are hidden, or only those that are not. */
  isHidden?: boolean;
  /** The last environment of the page before. */
  after?: { name: string };
}

/** An environment that an event named. */
export interface EnvironmentSeen {
  projectId: string;
  name: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Of a project. Who names a new one with every event must not fill the table. */
const MAX_ENVIRONMENTS = 200;

/** The environments of a project, by name; empty where the project is not visible. */
export async function listEnvironments(
  database: Database,
  scope: Scope,
  projectId: string,
  { limit, isHidden, after }: EnvironmentPage,
): Promise<EnvironmentRow[]> {
  let query = database.kysely
    .selectFrom('project_environment')
    .select(['name', 'first_seen', 'last_seen', 'is_hidden'])
    .where('project_id', '=', projectId)
    .where(isVisible(scope, projectId));
  if (isHidden !== undefined) query = query.where('is_hidden', '=', isHidden);
  if (after) query = query.where('name', '>', after.name);
  return query.orderBy('name').limit(limit).execute();
}

/** Hides an environment or shows it again; undefined where it is not visible. */
export async function updateEnvironment(
  database: Database,
  scope: Scope,
  project: { id: string; organization_id: string; name: string },
  name: string,
  { is_hidden }: { is_hidden: boolean },
): Promise<EnvironmentRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('project_environment')
      .select(['name', 'first_seen', 'last_seen', 'is_hidden'])
      .where('project_id', '=', project.id)
      .where('name', '=', name)
      .where(isVisible(scope, project.id))
      .forUpdate()
      .executeTakeFirst();
    if (!before || before.is_hidden === is_hidden) return before;
    await trx
      .updateTable('project_environment')
      .set({ is_hidden })
      .where('project_id', '=', project.id)
      .where('name', '=', name)
      .execute();
    await recordAct(trx, scope, {
      action: 'project.updated',
      organization_id: project.organization_id,
      target_type: 'project',
      target_id: project.id,
      target_name: project.name,
      data: { changes: { [`environments.${name}.is_hidden`]: { from: before.is_hidden, to: is_hidden } } },
    });
    return { ...before, is_hidden };
  });
}

/** For workers: remembers environments that events named, each pair of project and name at most once in `seen`. */
export async function noteEnvironments({ pool }: Database, seen: EnvironmentSeen[]): Promise<void> {
  if (seen.length === 0) return;
  await pool.query(NOTE, [
    uuidArray(seen.map(({ projectId }) => projectId)),
    textArray(seen.map(({ name }) => name)),
    timestamptzArray(seen.map(({ at }) => at)),
  ]);
}

/** Projects are held so that none is deleted under it, and rows are taken in one order by everybody. */
const NOTE = `
  with existing as (select id from project where id = any($1::uuid[]) and deleted_at is null order by id for key share)
  insert into project_environment (project_id, name, first_seen, last_seen)
  select project_id, name, at, at from (
    select seen.*, known.name is not null as is_known,
           row_number() over (partition by seen.project_id, known.name is null order by seen.name) as place
    from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as seen (project_id, name, at)
    left join project_environment as known using (project_id, name)
  ) as ranked
  where project_id in (select id from existing) and (is_known or place <= ${MAX_ENVIRONMENTS} - (
    select count(*) from project_environment where project_environment.project_id = ranked.project_id
  ))
  order by project_id, name
  on conflict (project_id, name) do update set
    first_seen = least(project_environment.first_seen, excluded.first_seen),
    last_seen = greatest(project_environment.last_seen, excluded.last_seen)`;
