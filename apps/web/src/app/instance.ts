import { queryOptions } from '@tanstack/react-query';
import { client } from './session.ts';

/** What the installation can do, for whoever looks. */
export const instanceQuery = queryOptions({
  queryKey: ['instance'],
  queryFn: () => client.call('getInstance'),
  staleTime: 60_000,
});
