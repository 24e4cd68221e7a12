import { Link, Outlet } from '@tanstack/react-router';
import { t } from '../../text/whole.ts';
import { Sectioned } from '../../ui/sectioned.tsx';

export function AccountLayout() {
  const links = (
    <>
      <Link to="/account/profile">{t('account.profile')}</Link>
      <Link to="/account/security">{t('account.security')}</Link>
      <Link to="/account/sessions">{t('account.sessions')}</Link>
      <Link to="/account/tokens">{t('account.tokens')}</Link>
      <Link to="/account/notifications">{t('account.notifications')}</Link>
      <Link to="/account/appearance">{t('account.appearance')}</Link>
    </>
  );
  return (
    <Sectioned label={t('nav.account')} links={links}>
      <Outlet />
    </Sectioned>
  );
}
