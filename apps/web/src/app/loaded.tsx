import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorPage } from './error-page.tsx';
import { Failure } from './failure.tsx';

interface Props<Data> {
  query: UseQueryResult<Data>;
  /** What stands there until the data does, in the size that it will have. */
  skeleton?: ReactNode;
  /** The page is about nothing else: where that failed, it is a page of its own. */
  isPage?: boolean;
  children: (data: Data) => ReactNode;
}

/** What a query found; its skeleton before, and what failed. What was read before stays when reading it again fails. */
export function Loaded<Data>({ query, skeleton = <Skeleton width={20} />, isPage, children }: Props<Data>) {
  if (isPage && query.error && query.data === undefined) {
    return <ErrorPage error={query.error} reset={() => void query.refetch()} />;
  }
  return (
    <>
      {query.error && <Failure error={query.error} reset={() => void query.refetch()} />}
      {query.data !== undefined ? children(query.data) : !query.error && skeleton}
    </>
  );
}
