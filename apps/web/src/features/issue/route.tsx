import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';

const page = lazyRouteComponent(() => import('./issue-page.tsx'), 'IssuePage');

/** The event that tells most. */
export const issueRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/issues/$issueId',
  component: page,
});

/** That event: an id, or `latest`, `first`, `recommended`. */
export const issueEventRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/issues/$issueId/events/$eventId',
  component: page,
});
