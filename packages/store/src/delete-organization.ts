import { newUuid } from '@railguard/protocol/ids';
import { sql, type Transaction } from 'kysely';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { lockOrganization } from './lock-organization.ts';
import { getOrganization } from './organizations.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes an organisation with everything in it; whether there was one. From then on nobody is in it, so nobody finds
 * it or anything of it; its keys and tokens are worth nothing, and its slug is free. The rows of its projects are taken
 * away step by step, by housekeeping, and its own after them.
 */
export async function deleteOrganization(database: Database, scope: Scope, id: string): Promise<boolean> {
  return database.kysely.transaction().execute(async (trx) => {
    const access = await lockOrganization(trx, scope, id);
    const organization = access && (await getOrganization({ kysely: trx }, scope, id));
    if (!organization) return false;
    // Not by its own id: that record would leave together with it.
    await recordAct(trx, scope, {
      action: 'organization.deleted',
      organization_id: null,
      target_type: 'organization',
      target_id: id,
      target_name: organization.name,
    });
    await deleteProjects(trx, id);
    await trx.deleteFrom('invitation').where('organization_id', '=', id).execute();
    await trx.deleteFrom('team').where('organization_id', '=', id).execute();
    // API tokens leave with it.
    await trx.deleteFrom('membership').where('organization_id', '=', id).execute();
    await trx.updateTable('organization').set({ deleted_at: sql`now()` }).where('id', '=', id).execute();
    await forgetOrganizations(trx);
    return true;
  });
}

/** Takes away the deleted organisations that have no project left. */
export async function forgetOrganizations(queryable: Transaction<Tables> | Database['kysely']): Promise<void> {
  await sql`
    delete from organization where deleted_at is not null
      and not exists (select from project where project.organization_id = organization.id)`.execute(queryable);
}

async function deleteProjects(trx: Transaction<Tables>, organizationId: string): Promise<void> {
  // Waits for batches that hold them, in the order that batches take them in.
  const projects = await trx
    .selectFrom('project')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids = projects.map((project) => project.id);
  if (ids.length === 0) return;
  await sql`update project set deleted_at = now() where id = any(${ids}::uuid[])`.execute(trx);
  await sql`delete from project_key where project_id = any(${ids}::uuid[])`.execute(trx);
  await sql`
    insert into purge (id, project_id) select * from unnest(${ids.map(() => newUuid())}::uuid[], ${ids}::uuid[])`.execute(
    trx,
  );
}
