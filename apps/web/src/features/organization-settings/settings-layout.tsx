import { isAtLeast } from '@railguard/contract/role';
import { Link, Outlet } from '@tanstack/react-router';
import { useOrganization } from '../../app/organization.ts';
import { t } from '../../text/whole.ts';
import { Sectioned } from '../../ui/sectioned.tsx';

/** What somebody may not read is not offered; the server refuses it all the same. */
export function SettingsLayout() {
  const organization = useOrganization();
  if (!organization) return <p>{t('issues.no_organization.text')}</p>;
  const isAdmin = isAtLeast(organization.role, 'admin');
  const links = (
    <>
      <Link to="/settings/general">{t('settings.general')}</Link>
      <Link to="/settings/members">{t('settings.members')}</Link>
      <Link to="/settings/teams">{t('settings.teams')}</Link>
      <Link to="/settings/usage">{t('settings.usage')}</Link>
      {isAdmin && <Link to="/settings/tokens">{t('account.tokens')}</Link>}
      {isAdmin && <Link to="/settings/audit">{t('settings.audit')}</Link>}
    </>
  );
  return (
    // Another organisation's pages begin anew: nothing half-written goes over to it.
    <Sectioned key={organization.id} label={t('nav.settings')} links={links}>
      <Outlet />
    </Sectioned>
  );
}
