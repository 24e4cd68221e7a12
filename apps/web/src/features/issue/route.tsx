import { createRoute, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router';
import { readRange } from '../../app/range.ts';
import { signedInRoute } from '../../app/signed-in-route.tsx';

const layoutRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/issues/$issueId',
  validateSearch: readRange,
  // The stretch of time of the graph stays, whatever is looked at under it.
  search: { middlewares: [retainSearchParams(['range', 'from', 'to'])] },
  component: lazyRouteComponent(() => import('./issue-layout.tsx'), 'IssueLayout'),
});

const under = { getParentRoute: () => layoutRoute };
const eventPage = lazyRouteComponent(() => import('./event-page.tsx'), 'EventPage');

/** What events of the issue are looked at. */
const readQuery = ({ query }: Record<string, unknown>): { query?: string } =>
  typeof query === 'string' && query !== '' ? { query } : {};

export const issueRoute = layoutRoute.addChildren([
  /** The event that tells most. */
  createRoute({ ...under, path: '/', validateSearch: readQuery, component: eventPage }),
  /** That event: an id, or `latest`, `first`, `recommended`. */
  createRoute({ ...under, path: '/events/$eventId', validateSearch: readQuery, component: eventPage }),
  createRoute({
    ...under,
    path: '/events',
    validateSearch: readQuery,
    component: lazyRouteComponent(() => import('./events-page.tsx'), 'EventsPage'),
  }),
  createRoute({
    ...under,
    path: '/tags',
    component: lazyRouteComponent(() => import('./tags-page.tsx'), 'TagsPage'),
  }),
  createRoute({
    ...under,
    path: '/tags/$key',
    component: lazyRouteComponent(() => import('./tag-page.tsx'), 'TagPage'),
  }),
  createRoute({
    ...under,
    path: '/merged',
    component: lazyRouteComponent(() => import('./merged-page.tsx'), 'MergedPage'),
  }),
  createRoute({
    ...under,
    path: '/activity',
    component: lazyRouteComponent(() => import('./activity-page.tsx'), 'ActivityPage'),
  }),
  createRoute({
    ...under,
    path: '/grouping',
    component: lazyRouteComponent(() => import('./grouping-page.tsx'), 'IssueGroupingPage'),
  }),
]);
