import { createRoute } from '@tanstack/react-router';
import { signedInRoute } from './signed-in-route.tsx';

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: () => <h1>Issues</h1>,
});
