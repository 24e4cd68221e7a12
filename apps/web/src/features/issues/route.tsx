import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';
import { readStreamSearch } from './stream-search.ts';

export const issuesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/issues',
  validateSearch: readStreamSearch,
  component: lazyRouteComponent(() => import('./stream-page.tsx'), 'StreamPage'),
});
