const PAGE = 100;

interface Page<Entry> {
  data: Entry[];
  next_cursor: string | null;
}

/** All entries of a list that is never long, page after page. */
export async function everyPage<Entry>(
  read: (page: { limit: number; cursor?: string }) => Promise<Page<Entry>>,
): Promise<Entry[]> {
  const all: Entry[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await read({ limit: PAGE, ...(cursor ? { cursor } : {}) });
    all.push(...page.data);
    cursor = page.next_cursor;
  }
  return all;
}
