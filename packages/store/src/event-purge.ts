import type { Database } from './database.ts';

/** Small enough to end within a second or so, so that deletions hold nobody up. */
const STEP = 5_000;

const NEXT = 'select id, project_id, issue_id from event_purge order by id limit 1';

/** By key and not by ctid, which means something within one partition only. What another process holds, it deletes. */
const deleteStep = (column: 'project_id' | 'issue_id') => `
  delete from event using (
    select project_id, event_id, received_at from event where ${column} = $1 limit ${STEP} for update skip locked
  ) as doomed
  where event.project_id = doomed.project_id and event.event_id = doomed.event_id
    and event.received_at = doomed.received_at`;

/**
 * Takes one step in deleting the events of deleted projects and issues; answers how many it deleted, and whether
 * anything is left to do.
 */
export async function purgeEvents(database: Database): Promise<{ deleted: number; isDone: boolean }> {
  const { rows } = await database.pool.query<{ id: string; project_id: string; issue_id: string | null }>(NEXT);
  const purge = rows[0];
  if (!purge) return { deleted: 0, isDone: true };
  const { rowCount } = purge.issue_id
    ? await database.pool.query(deleteStep('issue_id'), [purge.issue_id])
    : await database.pool.query(deleteStep('project_id'), [purge.project_id]);
  const deleted = rowCount ?? 0;
  if (deleted < STEP) await database.pool.query('delete from event_purge where id = $1', [purge.id]);
  return { deleted, isDone: false };
}
