import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';
import { readAllAlertsSearch } from './history-search.ts';

export const allAlertsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/alerts',
  validateSearch: readAllAlertsSearch,
  component: lazyRouteComponent(() => import('./all-alerts-page.tsx'), 'AllAlertsPage'),
});
