import type { Table } from './schema-reading.ts';

/**
 * What events and purges point to without a foreign key: checking one for every event would cost more than it gives,
 * and events leave by the day.
 */
const LOOSE_REFERENCES = [
  { from: 'event', column: 'project_id', table: 'project' },
  { from: 'event', column: 'issue_id', table: 'issue' },
];

/** An entity-relationship diagram in Mermaid: the keys of each table, and who points to whom. */
export function drawRelations(tables: Table[]): string {
  const lines = tables.flatMap((table) => [
    ...table.references.map(
      ({ column, table: target, isOptional }) =>
        `  ${target} ${isOptional ? '|o' : '||'}--o{ ${table.name} : ${column}`,
    ),
    ...entity(table),
  ]);
  const loose = LOOSE_REFERENCES.map(({ from, column, table }) => `  ${table} ||..o{ ${from} : ${column}`);
  return `\`\`\`mermaid
erDiagram
${[...lines, ...loose].join('\n')}
\`\`\`

Dotted lines are references without a foreign key.`;
}

function entity({ name, columns, references }: Table): string[] {
  const keys = columns.flatMap(({ name: column, type, isPrimaryKey }) => {
    const marks = [
      ...(isPrimaryKey ? ['PK'] : []),
      ...(references.some((reference) => reference.column === column) ? ['FK'] : []),
    ];
    return marks.length > 0 ? [`    ${type.split(' ')[0]} ${column} ${marks.join(', ')}`] : [];
  });
  return [`  ${name} {`, ...keys, '  }'];
}
