import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from '../features/account/route.tsx';
import { adminRoutes } from '../features/admin/route.tsx';
import { allAlertsRoute } from '../features/alerts/route.tsx';
import { invitationRoute } from '../features/invitation/route.tsx';
import { issueRoute } from '../features/issue/route.tsx';
import { issuesRoute } from '../features/issues/route.tsx';
import { mailLinkRoute } from '../features/mail-link/route.tsx';
import { newProjectRoute, setupRoute } from '../features/onboarding/route.tsx';
import { organizationSettingsRoutes } from '../features/organization-settings/route.tsx';
import { projectPages, projectRoute } from '../features/project/route.tsx';
import { projectSettingsRoutes } from '../features/project-settings/route.tsx';
import { projectsRoute } from '../features/projects/route.tsx';
import { forgotRoute, resetRoute } from '../features/reset/route.tsx';
import { setUpRoute } from '../features/set-up/route.tsx';
import { signInRoute } from '../features/sign-in/route.tsx';
import { leave } from '../ui/arrival.ts';
import { ErrorPage } from './error-page.tsx';
import { homeRoute } from './home-route.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { rootRoute } from './root-route.tsx';
import { signedInRoute } from './signed-in-route.tsx';

/** Every page of the dashboard. */
const routeTree = rootRoute.addChildren([
  setUpRoute,
  signInRoute,
  forgotRoute,
  resetRoute,
  invitationRoute,
  mailLinkRoute,
  signedInRoute.addChildren([
    homeRoute,
    issuesRoute,
    issueRoute,
    allAlertsRoute,
    projectsRoute,
    newProjectRoute,
    projectRoute.addChildren([...projectPages, setupRoute, projectSettingsRoutes]),
    organizationSettingsRoutes,
    accountRoutes,
    adminRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  // The query cache decides what is fresh.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // Within the frame, so that the way to everywhere else stays.
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

// Not where only what follows the `?` changes: a filter or another stretch of time is no other page.
router.subscribe('onBeforeLoad', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) leave();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
