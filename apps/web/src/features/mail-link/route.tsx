import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.tsx';

export const mailLinkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mail-link',
  validateSearch: ({ token }: Record<string, unknown>): { token?: string } =>
    typeof token === 'string' ? { token } : {},
  component: lazyRouteComponent(() => import('./mail-link-page.tsx'), 'MailLinkPage'),
});
