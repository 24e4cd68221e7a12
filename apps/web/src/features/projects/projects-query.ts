import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';

const PAGE = 100;

/** Every project of an organisation, by name. */
export const projectsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['projects', organizationId],
    queryFn: async () => {
      const query = { organization_id: organizationId, limit: PAGE };
      let page = await client.call('listProjects', { query });
      const all = [...page.data];
      while (page.next_cursor) {
        page = await client.call('listProjects', { query: { ...query, cursor: page.next_cursor } });
        all.push(...page.data);
      }
      return all;
    },
    staleTime: 60_000,
  });
