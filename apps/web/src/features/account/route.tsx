import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-layout.tsx'), 'AccountLayout'),
});

const under = { getParentRoute: () => accountRoute };

export const accountRoutes = accountRoute.addChildren([
  createRoute({
    ...under,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/account/profile', replace: true });
    },
  }),
  createRoute({
    ...under,
    path: '/profile',
    component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    ...under,
    path: '/security',
    component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
  }),
  createRoute({
    ...under,
    path: '/sessions',
    component: lazyRouteComponent(() => import('./sessions-page.tsx'), 'SessionsPage'),
  }),
  createRoute({
    ...under,
    path: '/tokens',
    component: lazyRouteComponent(() => import('./tokens-page.tsx'), 'TokensPage'),
  }),
  createRoute({
    ...under,
    path: '/notifications',
    component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'NotificationsPage'),
  }),
  createRoute({
    ...under,
    path: '/appearance',
    component: lazyRouteComponent(() => import('./appearance-page.tsx'), 'AppearancePage'),
  }),
]);
