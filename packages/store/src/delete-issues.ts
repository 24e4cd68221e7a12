import { newUuid } from '@railguard/protocol/ids';
import { sql } from 'kysely';
import { againWhereMoved } from './again-where-moved.ts';
import { recordAct } from './audit-log.ts';
import type { Database } from './database.ts';
import { announceUpdated } from './edit-issues.ts';
import { lockFamilies } from './lock-families.ts';
import type { Scope } from './scope.ts';

export interface DeletedIssues {
  deleted: string[];
  /** Were merged into others: what people see under their ids is more than they asked to delete. */
  merged: string[];
}

/**
 * Deletes issues of an organisation with their members; ids that are not visible are in neither list. Their events can
 * no longer be read from then on, and are taken away step by step, by housekeeping. The same errors, seen again, make
 * new issues.
 */
export async function deleteIssues(
  database: Database,
  scope: Scope,
  organizationId: string,
  ids: string[],
): Promise<DeletedIssues> {
  return againWhereMoved(database, async (trx) => {
    const { targets, targetOf, members } = await lockFamilies(trx, scope, organizationId, ids, { withMembers: true });
    const doomed = [...targets.values()].filter(({ id }) => targetOf.get(id) === id);
    const gone = [...doomed, ...members.filter(({ merged_into_id }) => doomed.some(({ id }) => id === merged_into_id))];
    const merged = ids.filter((id) => targetOf.has(id) && targetOf.get(id) !== id);
    if (gone.length === 0) return { deleted: [], merged };
    await sql`delete from issue where id = any(${gone.map(({ id }) => id)}::uuid[])`.execute(trx);
    await trx
      .insertInto('purge')
      .values(gone.map(({ id, project_id }) => ({ id: newUuid(), project_id, issue_id: id })))
      .execute();
    for (const { id, short_id, project_id } of doomed) {
      await recordAct(trx, scope, {
        action: 'issue.deleted',
        organization_id: organizationId,
        target_type: 'issue',
        target_id: id,
        target_name: short_id,
        data: { project_id },
      });
    }
    await announceUpdated(trx, doomed, 'issue.deleted');
    return { deleted: doomed.map(({ id }) => id), merged };
  });
}
