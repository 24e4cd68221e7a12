import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.tsx';
import { resume } from '../../app/session.ts';

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite/$token',
  // Whoever is signed in accepts as they are.
  loader: async () => ({ isSignedIn: await resume() }),
  component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
});
