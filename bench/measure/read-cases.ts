import { hexDigits, pick, type Random } from '../events/random.ts';
import { HISTORY_DAYS } from '../seed/seed-history.ts';

/** What was stored, and a sample of it to ask for. */
export interface Past {
  organizationId: string;
  projectId: string;
  /** `event_id` is of the latest event. */
  issues: { id: string; short_id: string; event_id: string }[];
  random: Random;
}

export interface Read {
  id: string;
  title: string;
  /** Of p99, in milliseconds. */
  atMost: number;
  path(past: Past): string;
}

const LIST_MS = 50;
const SEARCH_MS = 100;
const DAY_MS = 24 * 60 * 60 * 1_000;

const list = (id: string, title: string, query: string, atMost = LIST_MS): Read => ({
  id: `issues_${id}`,
  title: `Issue list, ${title}`,
  atMost,
  path: ({ projectId }) => `/api/v1/projects/${projectId}/issues?${query}`,
});

const search = (query: string) => `query=${encodeURIComponent(query)}`;

const across = (id: string, title: string, rest: string, atMost = SEARCH_MS): Read => ({
  id: `across_${id}`,
  title,
  atMost,
  path: ({ organizationId }) => `/api/v1/organizations/${organizationId}${rest}`,
});

const ofIssue = (id: string, title: string, rest: string): Read => ({
  id,
  title,
  atMost: LIST_MS,
  path: ({ issues, random }) => `/api/v1/issues/${pick(random, issues).id}${rest}`,
});

const stats = (id: string, title: string, days: number, interval: string, rest = ''): Read => ({
  id: `stats_${id}`,
  title: `Project statistics, ${title}`,
  atMost: LIST_MS,
  path: ({ projectId }) => `/api/v1/projects/${projectId}/stats?${rangeOf(days, interval)}${rest}`,
});

function rangeOf(days: number, interval: string): string {
  const to = Date.now();
  return `from=${new Date(to - days * DAY_MS).toISOString()}&to=${new Date(to).toISOString()}&interval=${interval}`;
}

/** Every kind of read that people wait for. */
export const READS: Read[] = [
  list('default', 'as it opens', 'status=unresolved'),
  list('all', 'every status', ''),
  list('first_seen', 'by first seen', 'sort=first_seen'),
  list('event_count', 'by events', 'sort=event_count'),
  list('user_count', 'by users', 'sort=user_count'),
  list('hundred', 'a hundred at once', 'limit=100'),
  list('environment', 'one environment', 'environment=staging'),
  list('release', 'one release', 'release=shop%401.7.0'),
  list('search_word', 'search for a common word', 'query=refunds', SEARCH_MS),
  list('search_phrase', 'search for a rare phrase', 'query=cannot%20archive%20taxes', SEARCH_MS),
  list('search_nothing', 'search that finds nothing', 'query=zeppelin', SEARCH_MS),
  list(
    'search_sorted',
    'search in one environment, by events',
    'query=Timeout&environment=production&sort=event_count',
    SEARCH_MS,
  ),
  {
    id: 'issues_short_id',
    title: 'Issue list, search for a short id',
    atMost: SEARCH_MS,
    path: ({ projectId, issues, random }) =>
      `/api/v1/projects/${projectId}/issues?query=${pick(random, issues).short_id}`,
  },
  list('tag', 'one tag', search('region:eu'), SEARCH_MS),
  list('tag_rare', 'one user of fifty thousand', search('user.id:4711'), SEARCH_MS),
  list('two_filters', 'two filters', search('is:unresolved environment:staging release:shop@1.7.*'), SEARCH_MS),
  list('negation', 'what was not seen somewhere', search('!environment:production !release:shop@1.7.0'), SEARCH_MS),
  across('list', 'Issue list across projects', '/issues?', LIST_MS),
  across('search', 'Issue list across projects, two filters', `/issues?${search('environment:staging Timeout')}`),
  across('facets_all', 'Facets of everything', '/issues/facets?'),
  across('facets', 'Facets of two filters', `/issues/facets?${search('is:unresolved environment:staging')}`),
  {
    id: 'project_tags',
    title: 'Tags of a project',
    atMost: LIST_MS,
    path: ({ projectId }) => `/api/v1/projects/${projectId}/tags`,
  },
  {
    id: 'project_tag_values',
    title: 'Values of a tag that begin with something',
    atMost: LIST_MS,
    path: ({ projectId }) => `/api/v1/projects/${projectId}/tags/user.email/values?prefix=user-1`,
  },
  ofIssue('issue', 'Issue detail', ''),
  ofIssue('tags', 'Tags of an issue', '/tags'),
  ofIssue('events', 'Events of an issue', '/events'),
  ofIssue('latest', 'Latest event of an issue', '/events/latest'),
  ofIssue('first', 'First event of an issue', '/events/first'),
  {
    id: 'event',
    title: 'Event by id',
    atMost: LIST_MS,
    path: ({ projectId, issues, random }) => `/api/v1/projects/${projectId}/events/${pick(random, issues).event_id}`,
  },
  stats('day', 'a day by hours', 1, '1h'),
  stats('month', `${HISTORY_DAYS} days by days`, HISTORY_DAYS, '1d'),
  stats('environment', 'a month of one environment', HISTORY_DAYS, '1d', '&environment=staging'),
  stats('by_release', 'a month by days and releases', HISTORY_DAYS, '1d', '&group_by=release'),
  stats('by_level', 'a week by hours and levels', 7, '1h', '&group_by=level'),
  {
    id: 'stats_new_issues',
    title: 'New issues of a month by days',
    atMost: LIST_MS,
    path: ({ projectId }) => `/api/v1/projects/${projectId}/stats/new-issues?${rangeOf(HISTORY_DAYS, '1d')}`,
  },
  {
    id: 'stats_organization',
    title: 'Organisation statistics by days and projects',
    atMost: LIST_MS,
    path: ({ organizationId }) =>
      `/api/v1/organizations/${organizationId}/stats?${rangeOf(HISTORY_DAYS, '1d')}&group_by=project`,
  },
  {
    id: 'stats_issue',
    title: 'Issue statistics, a month by days',
    atMost: LIST_MS,
    path: ({ issues, random }) => `/api/v1/issues/${pick(random, issues).id}/stats?${rangeOf(HISTORY_DAYS, '1d')}`,
  },
  {
    id: 'stats_issues',
    title: 'Series of a hundred issues, a day by hours',
    atMost: LIST_MS,
    path: ({ organizationId, issues, random }) => {
      const ids = Array.from({ length: 100 }, () => pick(random, issues).id);
      return `/api/v1/organizations/${organizationId}/issues/stats?${rangeOf(1, '1h')}&issue_id=${ids}`;
    },
  },
  {
    id: 'outcomes_month',
    title: 'Outcomes of a month by days',
    atMost: LIST_MS,
    path: ({ projectId }) => `/api/v1/projects/${projectId}/outcomes?${rangeOf(HISTORY_DAYS, '1d')}`,
  },
  ofIssue('navigation', 'Neighbours of the latest event', '/events/latest/navigation'),
  ofIssue('recommended', 'The event that tells most', '/events/recommended'),
  ofIssue(
    'navigation_search',
    'Neighbours of an event within a search',
    '/events/latest/navigation?query=environment:production',
  ),
  {
    id: 'ledger_stored',
    title: 'Where a stored event is',
    atMost: LIST_MS,
    path: ({ projectId, issues, random }) => `/api/v1/projects/${projectId}/ledger/${pick(random, issues).event_id}`,
  },
  {
    id: 'ledger_unknown',
    title: 'Where an unknown event is',
    atMost: LIST_MS,
    path: ({ projectId, random }) => `/api/v1/projects/${projectId}/ledger/${hexDigits(random, 32)}`,
  },
];
