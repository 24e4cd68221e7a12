import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { ShieldOff } from 'lucide-react';
import { meQuery } from '../../app/me.ts';
import { t } from '../../text/whole.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sectioned } from '../../ui/sectioned.tsx';

/** For whoever runs the installation. */
export function AdminLayout() {
  const { data: me } = useSuspenseQuery(meQuery);
  if (!me.is_instance_admin) {
    return <EmptyState icon={ShieldOff} title={t('admin.not_yours')} text={t('admin.not_yours_text')} />;
  }
  const links = (
    <>
      <Link to="/admin/health">{t('admin.health')}</Link>
      <Link to="/admin/queue">{t('admin.queue')}</Link>
      <Link to="/admin/storage">{t('admin.storage')}</Link>
      <Link to="/admin/mails">{t('admin.mails')}</Link>
      <Link to="/admin/audit">{t('settings.audit')}</Link>
    </>
  );
  return (
    <Sectioned label={t('nav.admin')} links={links}>
      <Outlet />
    </Sectioned>
  );
}
