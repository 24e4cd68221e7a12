import { useQueries } from '@tanstack/react-query';
import type { Issue } from './issue.ts';
import { type SparkRange, sparksQuery } from './issues-query.ts';

/** As many as one request answers. */
const BLOCK = 100;

/** The small graphs of the rows from `first` to `last`, by id: read for a hundred issues at a time. */
export function useSparks(
  organizationId: string,
  issues: Issue[],
  first: number,
  last: number,
  range: SparkRange,
): ReadonlyMap<string, number[]> {
  const blocks = [...new Set([Math.floor(first / BLOCK), Math.floor(last / BLOCK)])];
  return useQueries({
    queries: blocks.map((block) => {
      const ids = issues.slice(block * BLOCK, (block + 1) * BLOCK).map(({ id }) => id);
      return sparksQuery(organizationId, ids, range);
    }),
    combine: (results) => new Map(results.flatMap(({ data }) => [...(data ?? [])])),
  });
}
