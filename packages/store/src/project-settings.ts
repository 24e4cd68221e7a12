import { DEFAULT_PROJECT_SETTINGS, type ProjectSettings } from '@railguard/protocol/project-settings';
import { sql } from 'kysely';
import { recordAct } from './audit-log.ts';
import { changesBetween } from './changes-between.ts';
import type { Database } from './database.ts';
import { isVisible, type Scope } from './scope.ts';

/** Parts that are absent stay, and so do the members of a part that are. */
export type SettingsChange = {
  [Part in keyof ProjectSettings]?: ProjectSettings[Part] extends object
    ? Partial<ProjectSettings[Part]>
    : ProjectSettings[Part];
};

/** With what ingestors go by; the rest is the workers'. */
export type OwnSettings = ProjectSettings & { allowed_origins: string[] };

type Row = Pick<ProjectSettings, 'retention_days'> & { settings: Partial<Omit<ProjectSettings, 'retention_days'>> };

/** undefined where the project is not visible. */
export async function getProjectSettings(
  database: Database,
  scope: Scope,
  projectId: string,
): Promise<OwnSettings | undefined> {
  const row = await database.kysely
    .selectFrom('project')
    .select(['settings', 'retention_days', 'allowed_origins'])
    .where('id', '=', projectId)
    .where(isVisible(scope, projectId))
    .executeTakeFirst();
  return row && { ...settingsOf(row), allowed_origins: row.allowed_origins };
}

/** Answers them as they are now; undefined where the project is not visible. Ingestors and workers hear of it by NOTIFY. */
export async function updateProjectSettings(
  database: Database,
  scope: Scope,
  projectId: string,
  change: SettingsChange & { allowed_origins?: string[] },
): Promise<OwnSettings | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('project')
      .select(['settings', 'retention_days', 'allowed_origins', 'organization_id', 'name'])
      .where('id', '=', projectId)
      .where(isVisible(scope, projectId))
      // Batches hold the project for key share: only those that number new issues wait for this.
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!row) return undefined;
    const before = { ...settingsOf(row), allowed_origins: row.allowed_origins };
    const after = { ...changed(before, change), allowed_origins: change.allowed_origins ?? row.allowed_origins };
    const changes = changesBetween(before, after);
    if (Object.keys(changes).length === 0) return before;
    const { retention_days, allowed_origins, ...settings } = after;
    await trx
      .updateTable('project')
      .set({ settings, retention_days, allowed_origins, updated_at: sql`now()` })
      .where('id', '=', projectId)
      .execute();
    const { organization_id, name } = row;
    await recordAct(trx, scope, {
      action: 'project.updated',
      organization_id,
      target_type: 'project',
      target_id: projectId,
      target_name: name,
      data: { changes },
    });
    return after;
  });
}

/** For workers: what some projects have set, by id; those that are gone are left out. */
export async function settingsOfProjects(
  { pool }: Database,
  projectIds: string[],
): Promise<Map<string, ProjectSettings>> {
  const { rows } = await pool.query<Row & { id: string }>(
    'select id, settings, retention_days from project where id = any($1::uuid[]) and deleted_at is null',
    [projectIds],
  );
  return new Map(rows.map((row) => [row.id, settingsOf(row)]));
}

function settingsOf({ settings, retention_days }: Row): ProjectSettings {
  return changed({ ...DEFAULT_PROJECT_SETTINGS, retention_days }, settings);
}

function changed(before: ProjectSettings, change: SettingsChange): ProjectSettings {
  const { retention_days = before.retention_days } = change;
  return {
    retention_days,
    scrub: { ...before.scrub, ...change.scrub },
    grouping: { ...before.grouping, ...change.grouping },
    filters: { ...before.filters, ...change.filters },
    alerts: { ...before.alerts, ...change.alerts },
  };
}
