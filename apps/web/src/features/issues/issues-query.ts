import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { DAY_MS, HOUR_MS } from '../../format/duration.ts';
import type { Issue, IssueSort } from './issue.ts';

const PAGE = 100;

export const issuesKey = (organizationId: string) => ['issues', organizationId] as const;
export const issueListsKey = (organizationId: string) => [...issuesKey(organizationId), 'list'] as const;

/** The list as a component has it, with all pages that were loaded. */
export type IssueList = UseInfiniteQueryResult<InfiniteData<{ data: Issue[]; next_cursor: string | null }>>;

export const issuesQuery = (organizationId: string, query: string, sort: IssueSort | undefined) =>
  infiniteQueryOptions({
    queryKey: [...issueListsKey(organizationId), { query, sort }],
    queryFn: ({ pageParam }) =>
      client.call('listOrganizationIssues', {
        params: { organization_id: organizationId },
        query: { query, sort, limit: PAGE, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // What is on the screen stays until something better comes, and nothing moves by itself: live updates say so first.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** How many issues each of several searches finds, in their order. */
export const countsQuery = (organizationId: string, queries: string[]) =>
  queryOptions({
    queryKey: [...issuesKey(organizationId), 'counts', queries],
    queryFn: async () => {
      const query = { query: queries };
      return (await client.call('countIssues', { params: { organization_id: organizationId }, query })).data;
    },
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const facetsQuery = (organizationId: string, query: string) =>
  queryOptions({
    queryKey: [...issuesKey(organizationId), 'facets', query],
    queryFn: () => client.call('getIssueFacets', { params: { organization_id: organizationId }, query: { query } }),
    staleTime: 30_000,
  });

export type SparkRange = '24h' | '14d';

/** Counts of some issues over time, by id: each hour of a day, or each day of two weeks. */
export const sparksQuery = (organizationId: string, issueIds: string[], range: SparkRange) =>
  queryOptions({
    queryKey: ['sparks', organizationId, range, issueIds],
    queryFn: async () => {
      const from = new Date(Date.now() - (range === '24h' ? DAY_MS - HOUR_MS : 13 * DAY_MS)).toISOString();
      const { data } = await client.call('getStatsOfIssues', {
        params: { organization_id: organizationId },
        query: { issue_id: issueIds.join(','), from, interval: range === '24h' ? '1h' : '1d' },
      });
      return new Map(data.map((series) => [series.issue_id, series.data.map(({ count }) => count)]));
    },
    enabled: issueIds.length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
