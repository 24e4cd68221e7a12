import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { DEFAULT_QUERY, type StreamSearch } from './stream-search.ts';

const PAGE = 50;
const DAY_MS = 86_400_000;
const SPARK_DAYS = 14;

export const issuesKey = (organizationId: string) => ['issues', organizationId] as const;

export const issuesQuery = (organizationId: string, { query = DEFAULT_QUERY, sort, project }: StreamSearch) =>
  infiniteQueryOptions({
    queryKey: [...issuesKey(organizationId), { query, sort, project }],
    queryFn: ({ pageParam }) =>
      client.call('listOrganizationIssues', {
        params: { organization_id: organizationId },
        query: { query, sort, project_id: project, limit: PAGE, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // What is on the screen stays until something better comes.
    placeholderData: keepPreviousData,
  });

/** The last two weeks of some issues, a count for each day, by id. */
export const sparksQuery = (organizationId: string, issueIds: string[]) =>
  queryOptions({
    queryKey: ['sparks', organizationId, issueIds],
    queryFn: async () => {
      const from = new Date(Date.now() - SPARK_DAYS * DAY_MS).toISOString();
      const { data } = await client.call('getStatsOfIssues', {
        params: { organization_id: organizationId },
        query: { issue_id: issueIds.join(','), from, interval: '1d' },
      });
      return new Map(data.map((series) => [series.issue_id, series.data.map(({ count }) => count)]));
    },
    enabled: issueIds.length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
