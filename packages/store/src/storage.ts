import type { Database } from './database.ts';
import { chooseLayout } from './layout/choose-layout.ts';

export interface TableSize {
  name: string;
  bytes: number;
  rows: number;
}

export interface Storage {
  layout: 'native' | 'timescale';
  database_bytes: number;
  oldest_event_at: Date | null;
  /** The largest ones, largest first. */
  tables: TableSize[];
}

const MOST_TABLES = 30;

/** How much is stored, from the catalogue: nothing is counted. */
export async function describeStorage(database: Database, retentionDays: number): Promise<Storage> {
  const [{ name: layout }, whole, tables] = await Promise.all([
    chooseLayout(database),
    database.pool.query<Pick<Storage, 'database_bytes' | 'oldest_event_at'>>(WHOLE, [retentionDays]),
    database.pool.query<TableSize>(TABLES, [MOST_TABLES]),
  ]);
  return { layout, ...whole.rows[0]!, tables: tables.rows };
}

/** No index of events begins with time, but issues know when their first one was received, and what is older was dropped. */
const WHOLE = `
  select pg_database_size(current_database()) as database_bytes,
         case when count(*) > 0 then greatest(min(first_received_at), now() - $1 * interval '1 day') end as oldest_event_at
  from issue where event_count > 0`;

/** A table of days is the sum of them: partitions and chunks are its heirs. */
const TABLES = `
  select parent.relname as name, sum(pg_total_relation_size(part.oid))::bigint as bytes,
         sum(greatest(part.reltuples, 0))::bigint as rows
  from pg_class as parent
  join lateral (
    select parent.oid, case when parent.relkind = 'r' then parent.reltuples else 0 end as reltuples
    union all
    select heir.oid, heir.reltuples from pg_inherits join pg_class as heir on heir.oid = inhrelid
    where inhparent = parent.oid
  ) as part on true
  where parent.relnamespace = 'public'::regnamespace and parent.relkind in ('r', 'p') and not parent.relispartition
  group by parent.relname order by bytes desc, name limit $1`;
