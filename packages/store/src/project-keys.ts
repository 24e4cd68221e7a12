import type { AuditAction } from '@railguard/protocol/audit-action';
import { newPublicKey, newUuid } from '@railguard/protocol/ids';
import { type Kysely, sql } from 'kysely';
import { recordAct } from './audit-log.ts';
import { changesBetween } from './changes-between.ts';
import type { Database } from './database.ts';
import { isVisible, type Scope, seesProject } from './scope.ts';
import type { Tables } from './tables.ts';

/** A key as people manage it. */
export interface ProjectKeyRow {
  id: string;
  project_id: string;
  public_key: string;
  label: string;
  /** Items a minute; null means no limit. */
  rate_limit_per_minute: number | null;
  /** Items a UTC day; null means no limit. */
  quota_per_day: number | null;
  /** Items it sent today, to about a second; counted while it has a quota. */
  used_today: number;
  revoked_at: Date | null;
  /** To about a minute. */
  last_used_at: Date | null;
  created_at: Date;
}

/** What people decide about a key. */
export interface KeySettings {
  label?: string;
  rate_limit_per_minute?: number | null;
  quota_per_day?: number | null;
}

const COLUMNS = sql<ProjectKeyRow>`
  project_key.id, project_id, public_key, label, rate_limit_per_minute, quota_per_day,
  case when quota_day = (now() at time zone 'UTC')::date then quota_used else 0 end as used_today,
  revoked_at, last_used_at, project_key.created_at`;

export interface KeyPage {
  limit: number;
  /** The last key of the page before. */
  after?: { id: string };
}

/** Keys of a project, oldest first, which is the order of their ids. Empty where the project is not visible. */
export async function listKeys(
  database: Database,
  scope: Scope,
  projectId: string,
  { limit, after }: KeyPage,
): Promise<ProjectKeyRow[]> {
  const { rows } = await sql<ProjectKeyRow>`
    select ${COLUMNS} from project_key
    where project_id = ${projectId} and ${isVisible(scope, projectId)} ${after ? sql`and id > ${after.id}` : sql``}
    order by id limit ${limit}`.execute(database.kysely);
  return rows;
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
      select ${COLUMNS} from project_key where project_key.project_id = project.id
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
  input: KeySettings,
): Promise<ProjectKeyRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const { rows } = await sql<ProjectKeyRow>`
      insert into project_key (id, project_id, public_key, label, rate_limit_per_minute, quota_per_day)
      select ${newUuid()}::uuid, ${projectId}::uuid, ${newPublicKey()}, ${input.label ?? 'Default'},
             ${input.rate_limit_per_minute ?? null}::integer, ${input.quota_per_day ?? null}::bigint
      where ${isVisible(scope, projectId)}
      returning ${COLUMNS}`.execute(trx);
    const [key] = rows;
    if (key) await record(trx, scope, 'key.created', key, { public_key: key.public_key });
    return key;
  });
}

/** `is_active` false revokes, true restores. undefined where the key is not visible. */
export async function updateKey(
  database: Database,
  scope: Scope,
  projectId: string,
  keyId: string,
  { is_active, ...values }: KeySettings & { is_active?: boolean },
): Promise<ProjectKeyRow | undefined> {
  return database.kysely.transaction().execute(async (trx) => {
    const before = await lockKey(trx, scope, projectId, keyId);
    if (!before) return undefined;
    const changes = changesBetween(before, values);
    const turns = is_active !== undefined && is_active === (before.revoked_at !== null);
    if (Object.keys(changes).length > 0) {
      await trx.updateTable('project_key').set(values).where('id', '=', keyId).execute();
      await record(trx, scope, 'key.updated', before, { changes });
    }
    if (turns) {
      const revoked_at = is_active ? null : sql<Date>`now()`;
      await trx.updateTable('project_key').set({ revoked_at }).where('id', '=', keyId).execute();
      await record(trx, scope, is_active ? 'key.restored' : 'key.revoked', before, {});
    }
    return lockKey(trx, scope, projectId, keyId);
  });
}

/** Whether there was such a key to delete. */
export async function deleteKey(database: Database, scope: Scope, projectId: string, keyId: string): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const key = await lockKey(trx, scope, projectId, keyId);
    if (!key) return false;
    await trx.deleteFrom('project_key').where('id', '=', keyId).execute();
    await record(trx, scope, 'key.deleted', key, { public_key: key.public_key });
    return true;
  });
}

async function lockKey(
  trx: Kysely<Tables>,
  scope: Scope,
  projectId: string,
  keyId: string,
): Promise<ProjectKeyRow | undefined> {
  const { rows } = await sql<ProjectKeyRow>`
    select ${COLUMNS} from project_key
    where id = ${keyId} and project_id = ${projectId} and ${isVisible(scope, projectId)}
    for update`.execute(trx);
  return rows[0];
}

async function record(trx: Kysely<Tables>, scope: Scope, action: AuditAction, key: ProjectKeyRow, data: object) {
  const { organization_id } = await trx
    .selectFrom('project')
    .select('organization_id')
    .where('id', '=', key.project_id)
    .executeTakeFirstOrThrow();
  await recordAct(trx, scope, {
    action,
    organization_id,
    target_type: 'key',
    target_id: key.id,
    target_name: key.label,
    data: { project_id: key.project_id, ...data },
  });
}
