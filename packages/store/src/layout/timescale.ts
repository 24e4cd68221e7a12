import type { Database, Queryable } from '../database.ts';
import { transaction } from '../transaction.ts';
import { unhurried } from '../unhurried.ts';
import { type Chunk, isCompressible, listChunks } from './chunks.ts';
import { eachTable } from './each-table.ts';
import type { Doomed, Layout } from './layout.ts';
import { TIME_TABLES, type TimeTable } from './time-tables.ts';
import { unlessInUse } from './unless-in-use.ts';

/**
 * TimescaleDB's hypertables: a chunk a UTC day of receipt. Nothing here relies on its background jobs, which fail on
 * some versions; housekeeping calls what they would do.
 *
 *     rows ── a day is old enough ──► compressed ── retention ends ──► dropped
 *                                       │    ▲
 *                                       └────┘ late rows are kept beside it, deleted ones leave it
 */
export function timescaleLayout(database: Database, tables: readonly TimeTable[] = TIME_TABLES): Layout {
  return {
    name: 'timescale',
    tables,
    // TimescaleDB makes a chunk when the first row of its day comes.
    makeRoom: async () => [],
    dropBefore: (cutoff) => eachTable(tables, (table) => dropBefore(database, table, cutoff)),
    compressBefore: (cutoff) => eachTable(tables, (table) => compressBefore(database, table, cutoff)),
    deleteSome: (table, doomed, limit) => deleteSome(database, table, doomed, limit),
    isOutOfRoom: () => false,
  };
}

/** A chunk takes seconds to minutes (60,000 rows a second were measured); housekeeping calls again in ten minutes. */
const COMPRESSED_PER_CALL = 4;
/** Two workers that drop at once do it one after the other; the second finds nothing left. */
const LOCK_DROPS = `select pg_advisory_xact_lock(hashtext('railguard.drop_chunk'))`;
/** Nobody waits for minutes of compressing: whoever comes second leaves it to the first. */
const TRY_TO_COMPRESS = `select pg_try_advisory_xact_lock(hashtext('railguard.compress_chunk')) as mine`;

async function dropBefore(database: Database, table: string, cutoff: Date): Promise<string[]> {
  const dropped: string[] = [];
  for (const chunk of await listChunks(database.pool, table)) {
    if (chunk.range_end > cutoff) continue;
    // One by one, so that a chunk that is in use holds up no other.
    const isDropped = await unlessInUse(database, async (client) => {
      await client.query(LOCK_DROPS);
      await client.query(
        'select drop_chunks($1::regclass, older_than => $2::timestamptz, newer_than => $3::timestamptz)',
        [table, chunk.range_end, chunk.range_start],
      );
      return true;
    });
    if (isDropped) dropped.push(chunk.name);
  }
  return dropped;
}

const CONVERT = 'call convert_to_columnstore($1::regclass, if_not_columnstore => true)';

async function compressBefore(database: Database, table: string, cutoff: Date): Promise<string[]> {
  if (!(await isCompressible(database.pool, table))) return [];
  const chunks = await listChunks(database.pool, table);
  const ready = chunks.filter(({ is_compressed, range_end }) => !is_compressed && range_end <= cutoff);
  const compressed: string[] = [];
  for (const { name, identifier } of ready.slice(0, COMPRESSED_PER_CALL)) {
    const isCompressed = await unlessInUse(database, async (client) => {
      if (!(await isMine(client, TRY_TO_COMPRESS))) return false;
      // A day of a busy installation takes longer than a statement usually may.
      await client.query('set local statement_timeout = 0');
      await client.query(unhurried(CONVERT, [identifier]));
      return true;
    });
    if (isCompressed) compressed.push(name);
  }
  return compressed;
}

/** Chunk by chunk, the oldest first, until there were enough. */
async function deleteSome(database: Database, table: TimeTable, doomed: Doomed, limit: number): Promise<number> {
  let deleted = 0;
  for (const chunk of await listChunks(database.pool, table.name)) {
    if (doomed.before && chunk.range_start >= doomed.before) break;
    const statement = chunk.is_compressed ? deleteCompressed : deleteRows;
    deleted += await statement(database, table, doomed, chunk, limit - deleted);
    if (deleted >= limit) break;
  }
  return deleted;
}

type DeleteFrom = (
  database: Database,
  table: TimeTable,
  doomed: Doomed,
  chunk: Chunk,
  limit: number,
) => Promise<number>;

/** By ctid, which is safe within one chunk, and skipping what others hold. */
const deleteRows: DeleteFrom = async (database, _table, doomed, { identifier }, limit) => {
  const { rowCount } = await database.pool.query(
    `delete from ${identifier} where ctid = any(array(
       select ctid from ${identifier} where ${condition(doomed)} limit ${limit} for update skip locked))`,
    values(doomed),
  );
  return rowCount ?? 0;
};

/**
 * Compressed rows cannot be locked one by one, and a join against them costs minutes; a plain condition takes whole
 * batches of a project away (40,000 events in 20 ms), and of an issue, which the order of rows keeps together, opens
 * only those at its ends. By the hypertable, since a statement on the chunk itself would miss what is compressed.
 */
const deleteCompressed: DeleteFrom = (database, { name }, doomed, { range_start, range_end }) =>
  transaction(database, async (client) => {
    if (!(await isMine(client, TRY_TO_DELETE))) return 0;
    await client.query('set local statement_timeout = 0');
    await client.query('set local timescaledb.max_tuples_decompressed_per_dml_transaction = 0');
    const { rowCount } = await client.query(
      unhurried(`delete from ${name} where ${condition(doomed)} and received_at >= $4 and received_at < $5`, [
        ...values(doomed),
        range_start,
        range_end,
      ]),
    );
    return rowCount ?? 0;
  });

/** One process at a time: two that delete the same batch would fail on one another. */
const TRY_TO_DELETE = `select pg_try_advisory_xact_lock(hashtext('railguard.delete_compressed')) as mine`;

async function isMine(queryable: Queryable, tryLock: string): Promise<boolean> {
  const { rows } = await queryable.query<{ mine: boolean }>(tryLock);
  return rows[0]?.mine ?? false;
}

/** Plain for those that are deleted by age too, so that TimescaleDB sees which batches it need not open. */
const condition = ({ issue_id, before }: Doomed) =>
  `project_id = $1 and ${issue_id ? 'issue_id = $2' : '$2::uuid is null'}
   and ${before ? 'received_at < $3' : '$3::timestamptz is null'}`;
const values = ({ project_id, issue_id, before = null }: Omit<Doomed, 'before'> & { before?: Date | null }) => [
  project_id,
  issue_id,
  before,
];
