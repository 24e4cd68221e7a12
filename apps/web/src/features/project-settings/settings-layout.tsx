import { Link, Outlet, useMatchRoute, useParams } from '@tanstack/react-router';
import { t } from '../../text/whole.ts';
import { Notice } from '../../ui/notice.tsx';
import { Sectioned } from '../../ui/sectioned.tsx';
import { useProjectSettings } from './use-project-settings.ts';

export function ProjectSettingsLayout() {
  const { slug = '' } = useParams({ strict: false });
  const { isAdmin } = useProjectSettings();
  const params = { slug };
  // What members may change as well, and say so themselves.
  const isOfMembers = useMatchRoute()({ to: '/projects/$slug/settings/alerts', fuzzy: true });
  const links = (
    <>
      <Link to="/projects/$slug/settings/general" params={params}>
        {t('settings.general')}
      </Link>
      <Link to="/projects/$slug/settings/keys" params={params}>
        {t('project_settings.keys')}
      </Link>
      <Link to="/projects/$slug/settings/alerts" params={params}>
        {t('alerts.title')}
      </Link>
      <Link to="/projects/$slug/settings/privacy" params={params}>
        {t('project_settings.privacy')}
      </Link>
      <Link to="/projects/$slug/settings/filters" params={params}>
        {t('project_settings.filters')}
      </Link>
      <Link to="/projects/$slug/settings/grouping" params={params}>
        {t('project_settings.grouping')}
      </Link>
      <Link to="/projects/$slug/settings/environments" params={params}>
        {t('project_settings.environments')}
      </Link>
      <Link to="/projects/$slug/settings/retention" params={params}>
        {t('project_settings.retention')}
      </Link>
      {isAdmin && (
        <Link to="/projects/$slug/settings/danger" params={params}>
          {t('project_settings.danger')}
        </Link>
      )}
    </>
  );
  return (
    <Sectioned label={t('nav.settings')} links={links}>
      {!isAdmin && !isOfMembers && <Notice>{t('project_settings.read_only')}</Notice>}
      <Outlet />
    </Sectioned>
  );
}
