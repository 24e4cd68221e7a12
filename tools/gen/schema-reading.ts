import type { Database } from '../../packages/store/src/database.ts';

export interface Column {
  name: string;
  type: string;
  isNullable: boolean;
  /** An SQL expression, or ''. */
  default: string;
  comment: string;
  isPrimaryKey: boolean;
}

export interface Table {
  name: string;
  comment: string;
  /** Such as `RANGE (received_at)`, or ''. */
  partitioning: string;
  columns: Column[];
  /** Keys and checks as PostgreSQL prints them. */
  constraints: string[];
  /** Those that no constraint implies. */
  indexes: string[];
  /** Foreign keys. */
  references: { column: string; table: string; isOptional: boolean }[];
}

/** Every table by name; partitions are left out, since they come and go. */
export async function readSchema(database: Database): Promise<Table[]> {
  const { rows } = await database.pool.query<Table>(TABLES);
  return rows;
}

const COLUMNS = `
  select json_agg(json_build_object(
      'name', attname, 'type', format_type(atttypid, atttypmod), 'isNullable', not attnotnull,
      'default', coalesce(pg_get_expr(adbin, adrelid), ''),
      'comment', coalesce(col_description(attrelid, attnum), ''),
      'isPrimaryKey', exists (select from pg_index where indrelid = attrelid and indisprimary and attnum = any(indkey))
    ) order by attnum)
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = pg_class.oid and attnum > 0 and not attisdropped`;

/** Not-null constraints (kept as such since PostgreSQL 18) are a property of columns here. */
const CONSTRAINTS = `
  select json_agg(pg_get_constraintdef(oid) order by position(contype in 'pucf'), pg_get_constraintdef(oid))
  from pg_constraint where conrelid = pg_class.oid and contype in ('p', 'u', 'c', 'f')`;

const INDEXES = `
  select json_agg(replace(pg_get_indexdef(indexrelid), ' ONLY public.', ' ') order by pg_get_indexdef(indexrelid))
  from pg_index
  where indrelid = pg_class.oid and not exists (select from pg_constraint where conindid = indexrelid)`;

const REFERENCES = `
  select json_agg(json_build_object(
      'column', attname, 'table', confrelid::regclass::text, 'isOptional', not attnotnull
    ) order by attname)
  from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
  where conrelid = pg_class.oid and contype = 'f'`;

const TABLES = `
  select relname as name, coalesce(obj_description(pg_class.oid, 'pg_class'), '') as comment,
         coalesce(pg_get_partkeydef(pg_class.oid), '') as partitioning,
         (${COLUMNS}) as columns,
         coalesce((${CONSTRAINTS}), '[]') as constraints,
         coalesce((${INDEXES}), '[]') as indexes,
         coalesce((${REFERENCES}), '[]') as "references"
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
  order by relname`;
