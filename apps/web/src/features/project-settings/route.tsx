import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readHistorySearch } from '../alerts/history-search.ts';
import { projectRoute } from '../project/route.tsx';

const settingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'ProjectSettingsLayout'),
});

const under = { getParentRoute: () => settingsRoute };

export const projectSettingsRoutes = settingsRoute.addChildren([
  createRoute({
    ...under,
    path: '/',
    beforeLoad: ({ params }) => {
      throw redirect({ to: '/projects/$slug/settings/general', params: params as { slug: string }, replace: true });
    },
  }),
  createRoute({
    ...under,
    path: '/general',
    component: lazyRouteComponent(() => import('./general-page.tsx'), 'ProjectGeneralPage'),
  }),
  createRoute({
    ...under,
    path: '/keys',
    component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    ...under,
    path: '/alerts',
    component: lazyRouteComponent(() => import('../alerts/rules-page.tsx'), 'AlertRulesPage'),
  }),
  createRoute({
    ...under,
    path: '/alerts/new',
    component: lazyRouteComponent(() => import('../alerts/new-rule-page.tsx'), 'NewAlertRulePage'),
  }),
  createRoute({
    ...under,
    path: '/alerts/history',
    validateSearch: readHistorySearch,
    component: lazyRouteComponent(() => import('../alerts/history-page.tsx'), 'AlertHistoryPage'),
  }),
  createRoute({
    ...under,
    path: '/alerts/$ruleId',
    component: lazyRouteComponent(() => import('../alerts/rule-page.tsx'), 'AlertRulePage'),
  }),
  createRoute({
    ...under,
    path: '/privacy',
    component: lazyRouteComponent(() => import('./privacy-page.tsx'), 'PrivacyPage'),
  }),
  createRoute({
    ...under,
    path: '/filters',
    component: lazyRouteComponent(() => import('./filters-page.tsx'), 'FiltersPage'),
  }),
  createRoute({
    ...under,
    path: '/grouping',
    component: lazyRouteComponent(() => import('./grouping-page.tsx'), 'GroupingPage'),
  }),
  createRoute({
    ...under,
    path: '/environments',
    component: lazyRouteComponent(() => import('./environments-page.tsx'), 'EnvironmentsPage'),
  }),
  createRoute({
    ...under,
    path: '/retention',
    component: lazyRouteComponent(() => import('./retention-page.tsx'), 'RetentionPage'),
  }),
  createRoute({
    ...under,
    path: '/danger',
    component: lazyRouteComponent(() => import('./danger-page.tsx'), 'DangerPage'),
  }),
]);
