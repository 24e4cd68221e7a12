/** As many as one request counts, and no longer than an address may be. */
const MOST = 40;
const LONGEST = 6_000;

/** Of these searches the first ones that one request can count, each once. */
export function countable(queries: string[]): string[] {
  let length = 0;
  return [...new Set(queries)].slice(0, MOST).filter((query) => {
    const own = encodeURIComponent(query).length + '&query='.length;
    if (length + own > LONGEST) return false;
    length += own;
    return true;
  });
}
