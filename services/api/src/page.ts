/**
 * Cuts a page out of one row more than fits on it: the surplus row only says that there is a next page.
 * @param cursorOf makes the cursor that continues after a row
 */
export function toPage<Row, Entry>(
  rows: Row[],
  limit: number,
  present: (row: Row) => Entry,
  cursorOf: (last: Row) => string,
): { data: Entry[]; next_cursor: string | null } {
  const kept = rows.slice(0, limit);
  return { data: kept.map(present), next_cursor: rows.length > limit ? cursorOf(kept.at(-1)!) : null };
}
