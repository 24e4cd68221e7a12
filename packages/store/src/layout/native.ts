import type { Database, Queryable } from '../database.ts';
import { transaction } from '../transaction.ts';
import { eachTable } from './each-table.ts';
import type { Doomed, Layout } from './layout.ts';
import { daysBetween, endOfDay, partitionName, partitionStart } from './partition-day.ts';
import { TIME_TABLES, type TimeTable } from './time-tables.ts';
import { unlessInUse } from './unless-in-use.ts';

/** PostgreSQL's own partitions: a table a UTC day of receipt. */
export function nativeLayout(database: Database, tables: readonly TimeTable[] = TIME_TABLES): Layout {
  return {
    name: 'native',
    tables,
    makeRoom: (from, to) => eachTable(tables, (table) => makeRoom(database, table, daysBetween(from, to))),
    dropBefore: (cutoff) => eachTable(tables, (table) => dropBefore(database, table, cutoff)),
    // PostgreSQL compresses values, not days, and payloads are compressed already.
    compressBefore: async () => [],
    deleteSome: (table, doomed, limit) => deleteSome(database, table, doomed, limit),
    isOutOfRoom: (error) => (error as { routine?: string }).routine === 'ExecFindPartition',
  };
}

const LIST_PARTITIONS = `
  select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
  where inhparent = $1::regclass order by relname`;
/** Two workers that miss the same day make it one after the other. */
const LOCK_PARTITIONS = `select pg_advisory_xact_lock(hashtext('railguard.event_partition'))`;

async function makeRoom(database: Database, table: string, wanted: Date[]): Promise<string[]> {
  const existing = new Set(await partitions(database.pool, table));
  if (wanted.every((day) => existing.has(partitionName(table, day)))) return [];
  return transaction(database, async (client) => {
    await client.query(LOCK_PARTITIONS);
    const existing = new Set(await partitions(client, table));
    const missing = wanted.filter((day) => !existing.has(partitionName(table, day)));
    for (const day of missing) {
      const name = partitionName(table, day);
      // Made apart and attached: `create table … partition of` would lock every reader and writer out.
      await client.query(`create table ${name} (like ${table} including all)`);
      await client.query(
        `alter table ${table} attach partition ${name}
         for values from ('${day.toISOString()}') to ('${endOfDay(day).toISOString()}')`,
      );
    }
    return missing.map((day) => partitionName(table, day));
  });
}

async function dropBefore(database: Database, table: string, cutoff: Date): Promise<string[]> {
  const dropped: string[] = [];
  for (const name of await partitions(database.pool, table)) {
    const start = partitionStart(table, name);
    if (!start || endOfDay(start) > cutoff) continue;
    const isDropped = await unlessInUse(database, async (client) => {
      await client.query(LOCK_PARTITIONS);
      await client.query(`drop table if exists ${name}`);
      return true;
    });
    if (isDropped) dropped.push(name);
  }
  return dropped;
}

/** By key and not by ctid, which means something within one partition only. What others hold is left to them. */
async function deleteSome(database: Database, { name, id }: TimeTable, doomed: Doomed, limit: number): Promise<number> {
  const column = doomed.issue_id ? 'issue_id' : 'project_id';
  const values: unknown[] = [doomed.issue_id ?? doomed.project_id];
  if (doomed.before) values.push(doomed.before);
  const { rowCount } = await database.pool.query(
    `delete from ${name} using (
       select project_id, ${id}, received_at from ${name}
       where ${column} = $1 ${doomed.before ? 'and received_at < $2' : ''} limit ${limit} for update skip locked
     ) as doomed
     where ${name}.project_id = doomed.project_id and ${name}.${id} = doomed.${id}
       and ${name}.received_at = doomed.received_at`,
    values,
  );
  return rowCount ?? 0;
}

async function partitions(queryable: Queryable, table: string): Promise<string[]> {
  const { rows } = await queryable.query<{ name: string }>(LIST_PARTITIONS, [table]);
  return rows.map((row) => row.name);
}
