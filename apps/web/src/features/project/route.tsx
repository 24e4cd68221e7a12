import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readRange } from '../../app/range.ts';
import { signedInRoute } from '../../app/signed-in-route.tsx';

export const projectRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/projects/$slug',
  component: lazyRouteComponent(() => import('./project-layout.tsx'), 'ProjectLayout'),
});

const under = { getParentRoute: () => projectRoute };

export const projectPages = [
  createRoute({
    ...under,
    path: '/',
    validateSearch: readRange,
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
  }),
  createRoute({
    ...under,
    path: '/stats',
    validateSearch: ({ group, ...search }: Record<string, unknown>) => ({
      ...readRange(search),
      ...(group === 'environment' || group === 'release' || group === 'level'
        ? { group: group as 'environment' | 'release' | 'level' }
        : {}),
    }),
    component: lazyRouteComponent(() => import('./stats-page.tsx'), 'StatsPage'),
  }),
  createRoute({
    ...under,
    path: '/outcomes',
    validateSearch: readRange,
    component: lazyRouteComponent(() => import('./outcomes-page.tsx'), 'OutcomesPage'),
  }),
  createRoute({
    ...under,
    path: '/ledger',
    validateSearch: ({ event }: Record<string, unknown>): { event?: string } =>
      typeof event === 'string' ? { event } : {},
    component: lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerPage'),
  }),
] as const;
