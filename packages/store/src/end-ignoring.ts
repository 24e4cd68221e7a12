import { sql } from 'kysely';
import type { Database } from './database.ts';
import { announceUpdated } from './edit-issues.ts';
import { writeActivity } from './issue-activity.ts';
import { queryableOf } from './queryable-of.ts';

const STEP = 500;
const MAX_STEPS = 100;

/**
 * Makes issues unresolved whose time of being ignored has passed, so that lists show them though nothing was received;
 * answers how many. `ignored_until` stays, since the first event after that is still worth telling of.
 */
export async function endIgnoring(database: Database, now: Date): Promise<number> {
  let total = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const ended = await endSome(database, now);
    total += ended;
    if (ended < STEP) break;
  }
  return total;
}

/** What a batch or a person holds is left to them, or to the next time. */
async function endSome(database: Database, now: Date): Promise<number> {
  return database.kysely.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; project_id: string }>`
      update issue set status = 'unresolved'
      where id = any(array(
        select id from issue where status = 'ignored' and ignored_until <= ${now}
        order by id limit ${STEP} for no key update skip locked))
      returning id, project_id`.execute(trx);
    const told = rows.map(({ id }) => ({ issue_id: id, kind: 'unignored' as const, data: { reason: 'until' } }));
    await writeActivity(queryableOf(trx), told);
    await announceUpdated(trx, rows);
    return rows.length;
  });
}
