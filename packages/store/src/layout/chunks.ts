import type { Queryable } from '../database.ts';

/** A day of a hypertable. */
export interface Chunk {
  /** `_hyper_1_7_chunk` */
  name: string;
  /** The same with its schema, quoted for SQL. */
  identifier: string;
  range_start: Date;
  /** Exclusive. */
  range_end: Date;
  is_compressed: boolean;
}

/** The chunks of a hypertable, the oldest first. */
export async function listChunks(queryable: Queryable, table: string): Promise<Chunk[]> {
  const { rows } = await queryable.query<Chunk>(
    `select chunk_name as name, format('%I.%I', chunk_schema, chunk_name) as identifier,
            range_start, range_end, is_compressed
     from timescaledb_information.chunks
     where hypertable_schema = current_schema() and hypertable_name = $1 order by range_start`,
    [table],
  );
  return rows;
}

/** False on builds under the Apache licence, where the columnstore was never enabled. */
export async function isCompressible(queryable: Queryable, table: string): Promise<boolean> {
  const { rows } = await queryable.query<{ compression_enabled: boolean }>(
    `select compression_enabled from timescaledb_information.hypertables
     where hypertable_schema = current_schema() and hypertable_name = $1`,
    [table],
  );
  return rows[0]?.compression_enabled ?? false;
}
