import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';
import { projectRoute } from '../project/route.tsx';

export const newProjectRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/projects/new',
  component: lazyRouteComponent(() => import('./new-project-page.tsx'), 'NewProjectPage'),
});

export const setupRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/setup',
  validateSearch: ({ platform }: Record<string, unknown>): { platform?: string } =>
    typeof platform === 'string' ? { platform } : {},
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'ProjectSetupPage'),
});
