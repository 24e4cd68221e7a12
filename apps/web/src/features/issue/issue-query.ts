import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { DAY_MS } from '../../format/duration.ts';

export const issueQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId],
    queryFn: () => client.call('getIssue', { params: { issue_id: issueId } }),
  });

/** An event never changes; what the words mean does. */
export const eventQuery = (issueId: string, eventId: string, search?: string) =>
  queryOptions({
    queryKey: ['event', issueId, eventId, search ?? ''],
    queryFn: () => {
      const params = { issue_id: issueId };
      const query = narrowed(search);
      if (eventId === 'latest') return client.call('getLatestIssueEvent', { params, query });
      if (eventId === 'first') return client.call('getFirstIssueEvent', { params, query });
      if (eventId === 'recommended') return client.call('getRecommendedIssueEvent', { params, query });
      return client.call('getIssueEvent', { params: { ...params, event_id: eventId } });
    },
    staleTime: /^[0-9a-f]{32}$/.test(eventId) ? Number.POSITIVE_INFINITY : 15_000,
    // The one before stays until the next is there: no spinner between events.
    placeholderData: keepPreviousData,
  });

export const navigationQuery = (issueId: string, eventId: string, search?: string) =>
  queryOptions({
    queryKey: ['navigation', issueId, eventId, search ?? ''],
    queryFn: () =>
      client.call('getEventNavigation', {
        params: { issue_id: issueId, event_id: eventId },
        query: narrowed(search),
      }),
    placeholderData: keepPreviousData,
  });

export const issueTagsQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'tags'],
    queryFn: () => client.call('listIssueTags', { params: { issue_id: issueId } }),
    // Counted some seconds after their events.
    staleTime: 0,
  });

export const activityQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'activity'],
    queryFn: () => client.call('listIssueActivity', { params: { issue_id: issueId }, query: { limit: 20 } }),
  });

function narrowed(query: string | undefined): { query?: string } {
  return query ? { query } : {};
}

const DAYS = 90;

/**
 * When the releases of a project began, as far as its statistics tell: the first day with an event of each, of the
 * twenty most frequent of the last ninety days.
 */
export const releasesQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['releases', projectId],
    queryFn: async () => {
      const { groups = [] } = await client.call('getProjectStats', {
        params: { project_id: projectId },
        query: {
          from: new Date(Date.now() - DAYS * DAY_MS).toISOString(),
          interval: '1d',
          group_by: 'release',
        },
      });
      return groups.flatMap(({ kind, value, data }) => {
        const first = data.find(({ count }) => count > 0);
        return kind === 'value' && first ? [{ at: Date.parse(first.time), label: value }] : [];
      });
    },
    staleTime: 5 * 60_000,
  });
