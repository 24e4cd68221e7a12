import { queryOptions } from '@tanstack/react-query';
import { client } from './session.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => client.call('getMe'),
  staleTime: 5 * 60_000,
});
