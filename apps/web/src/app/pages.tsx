import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ShowMore } from '../ui/show-more.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Failure } from './failure.tsx';

interface Props<Entry> {
  query: UseInfiniteQueryResult<InfiniteData<{ data: Entry[] }>>;
  /** In place of an empty list. */
  empty?: ReactNode;
  children: (entries: Entry[]) => ReactNode;
}

/** A list that is read page by page, as far as it is read; what failed is said above what was read before. */
export function Pages<Entry>({ query, empty, children }: Props<Entry>) {
  const entries = query.data?.pages.flatMap(({ data }) => data);
  return (
    <>
      {query.error && <Failure error={query.error} reset={() => void query.refetch()} />}
      {!entries && !query.error && <Skeleton width={40} />}
      {entries && (entries.length === 0 && empty ? empty : children(entries))}
      <ShowMore query={query} />
    </>
  );
}
