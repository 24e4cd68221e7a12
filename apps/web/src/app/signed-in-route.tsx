import { createRoute, redirect } from '@tanstack/react-router';
import { Layout } from './layout.tsx';
import { meQuery } from './me.ts';
import { queryClient } from './query-client.ts';
import { rootRoute } from './root-route.tsx';
import { resume } from './session.ts';

/** Above every page that needs somebody signed in; others are sent to sign in, and back afterwards. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    if (!(await resume())) throw redirect({ to: '/login', search: { to: location.href } });
  },
  loader: () => queryClient.ensureQueryData(meQuery),
  component: Layout,
});
