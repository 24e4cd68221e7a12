import type { TimeTable } from './time-tables.ts';

/** Does something to one table after the other and answers the names of all that it made or dropped. */
export async function eachTable(
  tables: readonly TimeTable[],
  work: (table: string) => Promise<string[]>,
): Promise<string[]> {
  const names: string[] = [];
  for (const { name } of tables) names.push(...(await work(name)));
  return names;
}
