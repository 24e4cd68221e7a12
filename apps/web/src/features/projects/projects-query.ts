import { queryOptions } from '@tanstack/react-query';
import { everyPage } from '../../app/every-page.ts';
import { client } from '../../app/session.ts';

/** Every project of an organisation, by name. */
export const projectsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['projects', organizationId],
    queryFn: () =>
      everyPage((page) => client.call('listProjects', { query: { organization_id: organizationId, ...page } })),
    staleTime: 60_000,
  });
