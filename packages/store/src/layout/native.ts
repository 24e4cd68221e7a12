import type { Database, Queryable } from '../database.ts';
import { transaction } from '../transaction.ts';
import type { Layout } from './layout.ts';
import { daysBetween, endOfDay, partitionName, partitionStart } from './partition-day.ts';

/** PostgreSQL's own partitions: a table a UTC day of receipt. */
export function nativeLayout(database: Database): Layout {
  return {
    name: 'native',
    makeRoom: (from, to) => makeRoom(database, from, to),
    dropBefore: (cutoff) => dropBefore(database, cutoff),
    isOutOfRoom: (error) => (error as { routine?: string }).routine === 'ExecFindPartition',
  };
}

const LIST_PARTITIONS = `
  select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
  where inhparent = 'event'::regclass order by relname`;
/** Two workers that miss the same day make it one after the other. */
const LOCK_PARTITIONS = `select pg_advisory_xact_lock(hashtext('railguard.event_partition'))`;

const LOCK_NOT_AVAILABLE = '55P03';

async function makeRoom(database: Database, from: Date, to: Date): Promise<string[]> {
  const wanted = daysBetween(from, to);
  const existing = new Set(await partitions(database.pool));
  if (wanted.every((day) => existing.has(partitionName(day)))) return [];
  return transaction(database, async (client) => {
    await client.query(LOCK_PARTITIONS);
    const existing = new Set(await partitions(client));
    const missing = wanted.filter((day) => !existing.has(partitionName(day)));
    for (const day of missing) {
      const name = partitionName(day);
      // Made apart and attached: `create table … partition of` would lock every reader and writer of events out.
      await client.query(`create table ${name} (like event including all)`);
      await client.query(
        `alter table event attach partition ${name}
         for values from ('${day.toISOString()}') to ('${endOfDay(day).toISOString()}')`,
      );
    }
    return missing.map(partitionName);
  });
}

async function dropBefore(database: Database, cutoff: Date): Promise<string[]> {
  const dropped: string[] = [];
  for (const name of await partitions(database.pool)) {
    const start = partitionStart(name);
    if (!start || endOfDay(start) > cutoff) continue;
    if (await drop(database, name)) dropped.push(name);
  }
  return dropped;
}

/** False where somebody reads events for long: everybody else would wait behind the drop, so it is left for the next time. */
async function drop(database: Database, name: string): Promise<boolean> {
  try {
    await transaction(database, async (client) => {
      await client.query(`set local lock_timeout = '2s'`);
      await client.query(LOCK_PARTITIONS);
      await client.query(`drop table if exists ${name}`);
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

async function partitions(queryable: Queryable): Promise<string[]> {
  const { rows } = await queryable.query<{ name: string }>(LIST_PARTITIONS);
  return rows.map((row) => row.name);
}
