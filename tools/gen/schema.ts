import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../packages/kit/src/log.ts';
import { createDatabase, type Database } from '../../packages/store/src/database.ts';
import { createTestDatabase, makeTemplate } from '../../packages/testing/src/database.ts';
import { startPostgres } from '../../services/solo/src/postgres/server.ts';
import { drawRelations } from './schema-diagram.ts';
import { readSchema, type Table } from './schema-reading.ts';

/** docs/schema.md, read from a database that was just migrated. */
export async function generate(): Promise<{ path: string; text: string }> {
  return { path: 'docs/schema.md', text: document(await withMigratedDatabase(readSchema)) };
}

async function withMigratedDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const log = createLog('schema', 'silent');
  const dataDir = mkdtempSync(join(tmpdir(), 'railguard-schema-'));
  const server = await startPostgres({ dataDir, password: 'schema', log, settings: { fsync: 'off' } });
  try {
    await makeTemplate(server.url);
    const { url } = await createTestDatabase(server.url('postgres'));
    const database = createDatabase({ url, maxConnections: 1, applicationName: 'schema', log });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function document(tables: Table[]): string {
  return `# The database

Generated from a migrated database by \`npm run gen\`. The migrations are in \`packages/store/migrations\`;
\`docs/adr/0003-storage-and-exactly-once.md\` says why events and counters are kept as they are.

This is the layout of native partitions. On TimescaleDB the columns, keys and indexes are the same; \`event\` is a
hypertable with a chunk for each day, and chunks of older days are compressed
(\`docs/adr/0006-timescaledb-behind-the-layout.md\`).

${drawRelations(tables)}

${tables.map(section).join('\n\n')}
`;
}

function section(table: Table): string {
  const columns = table.columns.map(
    ({ name, type, isNullable, default: fallback, comment }) =>
      `| \`${name}\` | ${type} | ${isNullable ? 'yes' : ''} | ${fallback ? code(fallback) : ''} | ${cell(comment)} |`,
  );
  const facts = [
    ...(table.partitioning ? [`- partitioned by ${code(table.partitioning)}`] : []),
    ...table.constraints.map((definition) => `- ${code(definition)}`),
    ...table.indexes.map((definition) => `- ${code(definition)}`),
  ];
  return `## ${table.name}

${table.comment}

| column | type | null | default | meaning |
| --- | --- | --- | --- | --- |
${columns.join('\n')}

${facts.join('\n')}`;
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
