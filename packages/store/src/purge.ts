import type { Database } from './database.ts';
import { forgetOrganizations } from './delete-organization.ts';
import type { Doomed, Layout } from './layout/layout.ts';
import { countDeleted } from './project-deletions.ts';

/** Small enough to end within a second or so. */
const STEP = 5_000;
/** Each of them takes its users, tags and hours along: some 3,500 rows at most. */
const ISSUES_STEP = 200;

interface Purge extends Doomed {
  id: string;
}

/**
 * Takes one step in deleting what deleted projects and issues have left; answers how many rows it deleted, and whether
 * there is nothing more to do for this process. Several may work on one purge: what one of them holds, the others skip.
 *
 *     project: events ─► counters ─► issues ─► the project itself, and the purge is forgotten ─► its organisation,
 *              where that was deleted and this was the last of it
 *     issue:   events ─► the purge is forgotten
 */
export async function purgeStep(database: Database, layout: Layout): Promise<{ deleted: number; isDone: boolean }> {
  const { rows } = await database.pool.query<Purge>('select id, project_id, issue_id from purge order by id limit 1');
  const purge = rows[0];
  if (!purge) return { deleted: 0, isDone: true };
  for (const step of purge.issue_id ? issueSteps(layout) : projectSteps(database, layout)) {
    const deleted = await step(purge);
    if (deleted > 0) return { deleted, isDone: false };
  }
  const isForgotten = await forget(database, layout, purge);
  if (isForgotten && !purge.issue_id) await forgetOrganizations(database.kysely);
  return { deleted: 0, isDone: !isForgotten };
}

type Step = (purge: Purge) => Promise<number>;

function issueSteps(layout: Layout): Step[] {
  return layout.tables
    .filter(({ ofIssue }) => ofIssue)
    .map((table) => (purge) => layout.deleteSome(table, purge, STEP));
}

function projectSteps(database: Database, layout: Layout): Step[] {
  const rows = (table: string, limit: number): Step => {
    return async ({ project_id }) =>
      (await database.pool.query(deleteOfProject(table, limit), [project_id])).rowCount ?? 0;
  };
  return [
    ...layout.tables.map(
      (table): Step =>
        async (purge) => {
          const deleted = await layout.deleteSome(table, purge, STEP);
          if (deleted > 0) await countDeleted(database, purge.project_id, deleted);
          return deleted;
        },
    ),
    rows('project_hourly', STEP),
    rows('outcome_hourly', STEP),
    rows('dimension_hourly', STEP),
    rows('ledger_entry', STEP),
    rows('ledger_hourly', STEP),
    rows('accepted_recent', STEP),
    rows('project_tag', STEP),
    rows('alert', STEP),
    rows('mail', STEP),
    rows('notification', STEP),
    rows('issue', ISSUES_STEP),
  ];
}

const deleteOfProject = (table: string, limit: number) => `
  delete from ${table} where ctid = any(array(
    select ctid from ${table} where project_id = $1 limit ${limit} for update skip locked))`;

/**
 * Whether nothing was left. Rows that another process holds are, since what it deletes may come back: its transaction
 * can fail.
 */
async function forget(database: Database, layout: Layout, { id, project_id, issue_id }: Purge): Promise<boolean> {
  const { rowCount } = issue_id
    ? await database.pool.query(forgetIssue(layout), [id, project_id, issue_id])
    : await database.pool.query(forgetProject(layout), [id, project_id]);
  return rowCount === 1;
}

const without = (table: string, rows: string) => `and not exists (select from ${table} where ${rows})`;

const forgetIssue = ({ tables }: Layout) => `
  delete from purge where id = $1 ${tables
    .filter(({ ofIssue }) => ofIssue)
    .map(({ name }) => without(name, 'project_id = $2 and issue_id = $3'))
    .join(' ')}`;

const forgetProject = ({ tables }: Layout) => `
  with emptied as (
    delete from purge where id = $1
      ${[...tables.map(({ name }) => name), 'issue'].map((table) => without(table, 'project_id = $2')).join(' ')}
    returning project_id
  ), ended as (
    update project_deletion set finished_at = now() where project_id in (select project_id from emptied)
  )
  delete from project using emptied where project.id = emptied.project_id`;
