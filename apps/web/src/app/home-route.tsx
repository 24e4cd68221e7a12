import { createRoute, redirect } from '@tanstack/react-router';
import { signedInRoute } from './signed-in-route.tsx';

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/issues', replace: true });
  },
});
