import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../../app/session.ts';

export const issueQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId],
    queryFn: () => client.call('getIssue', { params: { issue_id: issueId } }),
  });

/** An event never changes; what the words mean does. */
export const eventQuery = (issueId: string, eventId: string) =>
  queryOptions({
    queryKey: ['event', issueId, eventId],
    queryFn: () => {
      const params = { issue_id: issueId };
      if (eventId === 'latest') return client.call('getLatestIssueEvent', { params });
      if (eventId === 'first') return client.call('getFirstIssueEvent', { params });
      if (eventId === 'recommended') return client.call('getRecommendedIssueEvent', { params });
      return client.call('getIssueEvent', { params: { ...params, event_id: eventId } });
    },
    staleTime: /^[0-9a-f]{32}$/.test(eventId) ? Number.POSITIVE_INFINITY : 15_000,
    // The one before stays until the next is there: no spinner between events.
    placeholderData: keepPreviousData,
  });

export const navigationQuery = (issueId: string, eventId: string) =>
  queryOptions({
    queryKey: ['navigation', issueId, eventId],
    queryFn: () => client.call('getEventNavigation', { params: { issue_id: issueId, event_id: eventId } }),
    placeholderData: keepPreviousData,
  });

export const issueTagsQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'tags'],
    queryFn: () => client.call('listIssueTags', { params: { issue_id: issueId } }),
  });

export const activityQuery = (issueId: string) =>
  queryOptions({
    queryKey: ['issue', issueId, 'activity'],
    queryFn: () => client.call('listIssueActivity', { params: { issue_id: issueId }, query: { limit: 20 } }),
  });
