import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';

const MOST = 100;

/** Whom an issue can be given to: the first hundred by address. */
export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['members', organizationId, 'first'],
    queryFn: async () => {
      const params = { organization_id: organizationId };
      return (await client.call('listMembers', { params, query: { limit: MOST } })).data;
    },
    staleTime: 5 * 60_000,
  });

export const teamsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['teams', organizationId, 'first'],
    queryFn: async () => {
      const params = { organization_id: organizationId };
      return (await client.call('listTeams', { params, query: { limit: MOST } })).data;
    },
    staleTime: 5 * 60_000,
  });
