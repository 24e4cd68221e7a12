import type { Database } from './database.ts';

/** Small enough to end within a second or so. */
const STEP = 5_000;
/** Each of them takes its users, tags and hours along: some 3,500 rows at most. */
const ISSUES_STEP = 200;

interface Purge {
  id: string;
  project_id: string;
  /** Null where the whole project was deleted. */
  issue_id: string | null;
}

/**
 * Takes one step in deleting what deleted projects and issues have left; answers how many rows it deleted, and whether
 * there is nothing more to do for this process. Several may work on one purge: what one of them holds, the others skip.
 *
 *     project: events ─► counters ─► issues ─► the project itself, and the purge is forgotten
 *     issue:   events ─► the purge is forgotten
 */
export async function purgeStep(database: Database): Promise<{ deleted: number; isDone: boolean }> {
  const { rows } = await database.pool.query<Purge>('select id, project_id, issue_id from purge order by id limit 1');
  const purge = rows[0];
  if (!purge) return { deleted: 0, isDone: true };
  for (const step of purge.issue_id ? ISSUE_STEPS : PROJECT_STEPS) {
    const { rowCount } = await database.pool.query(step, [purge.issue_id ?? purge.project_id]);
    if (rowCount) return { deleted: rowCount, isDone: false };
  }
  return { deleted: 0, isDone: !(await forget(database, purge)) };
}

/**
 * Whether nothing was left. Rows that another process holds are, since what it deletes may come back: its transaction
 * can fail.
 */
async function forget(database: Database, { id, project_id, issue_id }: Purge): Promise<boolean> {
  const { rowCount } = issue_id
    ? await database.pool.query(FORGET_ISSUE, [id, issue_id])
    : await database.pool.query(FORGET_PROJECT, [id, project_id]);
  return rowCount === 1;
}

/** By key and not by ctid, which means something within one partition only. */
const deleteEvents = (column: 'project_id' | 'issue_id') => `
  delete from event using (
    select project_id, event_id, received_at from event where ${column} = $1 limit ${STEP} for update skip locked
  ) as doomed
  where event.project_id = doomed.project_id and event.event_id = doomed.event_id
    and event.received_at = doomed.received_at`;

const deleteOfProject = (table: 'project_hourly' | 'outcome_hourly' | 'issue', limit: number) => `
  delete from ${table} where ctid = any(array(
    select ctid from ${table} where project_id = $1 limit ${limit} for update skip locked))`;

const ISSUE_STEPS = [deleteEvents('issue_id')];

const PROJECT_STEPS = [
  deleteEvents('project_id'),
  deleteOfProject('project_hourly', STEP),
  deleteOfProject('outcome_hourly', STEP),
  deleteOfProject('issue', ISSUES_STEP),
];

const FORGET_ISSUE = 'delete from purge where id = $1 and not exists (select from event where issue_id = $2)';

const FORGET_PROJECT = `
  with emptied as (
    delete from purge where id = $1
      and not exists (select from event where project_id = $2)
      and not exists (select from issue where project_id = $2)
    returning project_id
  )
  delete from project using emptied where project.id = emptied.project_id`;
