interface List {
  /** When it was read, in milliseconds since 1970. */
  readAt: number;
  ids: string[];
}

/** The issues before and after one, in the list that was read last of those that have it: the one that people came from. */
export function neighboursIn(lists: List[], id: string): { previous?: string; next?: string } {
  const latest = lists.filter(({ ids }) => ids.includes(id)).sort((a, b) => b.readAt - a.readAt)[0];
  if (!latest) return {};
  const place = latest.ids.indexOf(id);
  const [previous, next] = [latest.ids[place - 1], latest.ids[place + 1]];
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}
