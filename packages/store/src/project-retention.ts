import type { Database } from './database.ts';
import type { Layout } from './layout/layout.ts';
import { startOfDay } from './layout/partition-day.ts';

/** Small enough to end within a second or so. */
const STEP = 5_000;
const PROJECTS_AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** What else goes with old events, by table: which rows, in SQL; $1 is the project, $2 the cutoff. */
const AGGREGATES: Record<string, string> = {
  project_hourly: 'project_id = $1 and hour < $2',
  outcome_hourly: 'project_id = $1 and hour < $2',
  issue_tag: 'project_id = $1 and last_seen < $2',
  dimension_hourly: 'project_id = $1 and hour < $2',
  issue_hourly: 'hour < $2 and issue_id in (select id from issue where project_id = $1)',
};

interface Expiring {
  id: string;
  retention_days: number;
}

/**
 * Deletes what projects no longer keep that keep events for a shorter time than the installation: whole days of them,
 * with their hours and tags. Steps commit one by one, at most `maxSteps` of them, so that a call ends; the next goes on.
 * Answers how many rows it deleted. A project that is done is left alone until the next day begins.
 */
export async function expireByProject(
  database: Database,
  layout: Layout,
  { retentionDays, now, maxSteps }: { retentionDays: number; now: Date; maxSteps: number },
): Promise<number> {
  let total = 0;
  let steps = 0;
  for (const project of await expiring(database, retentionDays, now)) {
    const cutoff = cutoffOf(project, now);
    for (const step of stepsOf(database, layout, project.id, cutoff)) {
      for (let deleted = -1; deleted !== 0; steps++) {
        if (steps >= maxSteps) return total;
        deleted = await step();
        total += deleted;
      }
    }
    await database.pool.query('update project set expired_before = $2 where id = $1', [project.id, cutoff]);
  }
  return total;
}

/** Those that have something to do, whoever waited longest first. */
async function expiring({ pool }: Database, retentionDays: number, now: Date): Promise<Expiring[]> {
  const { rows } = await pool.query<Expiring>(
    `select id, retention_days from project
     where retention_days < $1 and deleted_at is null
       and (expired_before is null or expired_before < date_trunc('day', $2::timestamptz, 'UTC') - retention_days * interval '1 day')
     order by expired_before nulls first, id limit ${PROJECTS_AT_ONCE}`,
    [retentionDays, now],
  );
  return rows;
}

/** Days are given up whole, as the installation gives them up. */
function cutoffOf({ retention_days }: Expiring, now: Date): Date {
  return startOfDay(new Date(now.getTime() - retention_days * DAY_MS));
}

function stepsOf(database: Database, layout: Layout, projectId: string, before: Date): (() => Promise<number>)[] {
  const doomed = { project_id: projectId, issue_id: null, before };
  return [
    ...layout.tables.map((table) => () => layout.deleteSome(table, doomed, STEP)),
    ...Object.entries(AGGREGATES).map(([table, rows]) => async () => {
      const { rowCount } = await database.pool.query(deleteOf(table, rows), [projectId, before]);
      return rowCount ?? 0;
    }),
  ];
}

const deleteOf = (table: string, rows: string) => `
  delete from ${table} where ctid = any(array(
    select ctid from ${table} where ${rows} limit ${STEP} for update skip locked))`;
