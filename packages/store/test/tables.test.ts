import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useDatabase } from './fixture.ts';

const context = useDatabase();

/** Column names, types and nullability by table, read from the source of the interfaces. */
function declaredTables(): Record<string, Record<string, string>> {
  const source = readFileSync(join(import.meta.dirname, '../src/tables.ts'), 'utf8');
  const names = [...source.matchAll(/^ {2}(\w+): (\w+Table);$/gm)];
  return Object.fromEntries(
    names.map(([, table, type]) => {
      const body = new RegExp(`interface ${type} \\{([^}]*)\\}`).exec(source)![1]!;
      const columns = [...body.matchAll(/^ {2}(\w+): (.*);$/gm)];
      return [table!, Object.fromEntries(columns.map(([, column, type]) => [column!, type!]))];
    }),
  );
}

interface Column {
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
  is_identity: 'YES' | 'NO';
}

async function migratedColumns(): Promise<Column[]> {
  const { rows } = await context.database.pool.query<Column>(`
    select columns.table_name, column_name, data_type, is_nullable, column_default,
           is_identity
    from information_schema.columns join pg_class on oid = format('%I', columns.table_name)::regclass
    where table_schema = 'public' and not relispartition`);
  return rows;
}

/** Types that say no more than the SQL type does; the others (unions of words, shapes of JSON) are narrower. */
const PLAIN: Record<string, string> = {
  bigint: 'number',
  integer: 'number',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  bytea: 'Buffer',
  uuid: 'string',
  ARRAY: 'string[]',
};

it('the declared tables have the columns of the migrated database, and no others', async () => {
  const migrated = Map.groupBy(await migratedColumns(), ({ table_name }) => table_name);
  const names = [...migrated].map(([table, columns]) => [table, columns.map((column) => column.column_name).sort()]);
  const declared = Object.entries(declaredTables()).map(([table, columns]) => [table, Object.keys(columns).sort()]);
  expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(names));
});

it('their types, nulls and defaults are those of the migrated database', async () => {
  const declared = declaredTables();
  for (const column of await migratedColumns()) {
    const type = declared[column.table_name]![column.column_name]!;
    const where = `${column.table_name}.${column.column_name}`;
    expect([where, /\| null$/.test(type)]).toEqual([where, column.is_nullable === 'YES']);
    const isGiven = column.column_default !== null || column.is_identity === 'YES';
    expect([where, type.startsWith('Generated<')]).toEqual([where, isGiven]);
    const plain = PLAIN[column.data_type];
    const bare = type.replace(/ \| null$/, '').replace(/^Generated<(.*)>$/, '$1');
    if (plain) expect([where, bare]).toEqual([where, plain]);
  }
});
