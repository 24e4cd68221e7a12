import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedInRoute } from '../../app/signed-in-route.tsx';

const adminRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin-layout.tsx'), 'AdminLayout'),
});

const under = { getParentRoute: () => adminRoute };

export const adminRoutes = adminRoute.addChildren([
  createRoute({
    ...under,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/admin/health', replace: true });
    },
  }),
  createRoute({
    ...under,
    path: '/health',
    component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
  }),
  createRoute({
    ...under,
    path: '/queue',
    component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
  }),
  createRoute({
    ...under,
    path: '/storage',
    component: lazyRouteComponent(() => import('./storage-page.tsx'), 'StoragePage'),
  }),
  createRoute({
    ...under,
    path: '/mails',
    component: lazyRouteComponent(() => import('./mails-page.tsx'), 'MailsPage'),
  }),
  createRoute({
    ...under,
    path: '/mails/$mailId',
    component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
  }),
  createRoute({
    ...under,
    path: '/audit',
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'InstallationAuditPage'),
  }),
]);
