import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

interface Page<Entry> {
  data: Entry[];
  next_cursor: string | null;
}

/** A list of the API, read page by page. `read` is given the cursor of the next page, none for the first. */
export function usePages<Entry>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<Page<Entry>>) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}
