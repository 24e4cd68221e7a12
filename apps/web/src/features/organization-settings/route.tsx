import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'SettingsLayout'),
});

const under = { getParentRoute: () => settingsRoute };

/** What the audit log is narrowed to. */
export interface AuditSearch {
  action?: string;
  actor?: string;
}

export const organizationSettingsRoutes = settingsRoute.addChildren([
  createRoute({
    ...under,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/settings/general', replace: true });
    },
  }),
  createRoute({
    ...under,
    path: '/general',
    component: lazyRouteComponent(() => import('./general-page.tsx'), 'GeneralPage'),
  }),
  createRoute({
    ...under,
    path: '/members',
    component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
  }),
  createRoute({
    ...under,
    path: '/teams',
    component: lazyRouteComponent(() => import('./teams-page.tsx'), 'TeamsPage'),
  }),
  createRoute({
    ...under,
    path: '/teams/$teamId',
    component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
  }),
  createRoute({
    ...under,
    path: '/tokens',
    component: lazyRouteComponent(() => import('./tokens-page.tsx'), 'OrganizationTokensPage'),
  }),
  createRoute({
    ...under,
    path: '/audit',
    validateSearch: ({ action, actor }: Record<string, unknown>): AuditSearch => ({
      ...(typeof action === 'string' ? { action } : {}),
      ...(typeof actor === 'string' ? { actor } : {}),
    }),
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    ...under,
    path: '/usage',
    component: lazyRouteComponent(() => import('./usage-page.tsx'), 'UsagePage'),
  }),
]);
