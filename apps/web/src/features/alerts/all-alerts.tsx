import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { LiveChip } from '../../app/live-chip.tsx';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import { AlertTable } from './alert-table.tsx';
import styles from './alerts.module.css';
import { AllAlertsFilters } from './all-alerts-filters.tsx';
import type { AllAlertsSearch } from './history-search.ts';
import { NoMailNotice } from './no-mail-notice.tsx';
import { useFiredAlerts } from './use-fired-alerts.ts';

/** Who was told of what in all projects, and what became of it; what comes meanwhile is said, and shown when asked for. */
export function AllAlerts({ organizationId }: { organizationId: string }) {
  const search = useSearch({ strict: false }) as AllAlertsSearch;
  const { state, project } = search;
  const navigate = useNavigate();
  const go = (next: AllAlertsSearch) => void navigate({ to: '/alerts', search: next });
  const { data: projects } = useQuery(projectsQuery(organizationId));
  const chosen = projects?.find(({ id }) => id === project);
  const live = useFiredAlerts(organizationId);
  const alerts = usePages(['alerts', organizationId, 'all', search], (cursor) =>
    client.call('listOrganizationAlerts', {
      params: { organization_id: organizationId },
      query: { ...(state && { state }), ...(project && { project_id: project }), cursor },
    }),
  );
  const showNew = () => {
    live.forget();
    void alerts.refetch();
  };
  return (
    <Page
      title={t('alerts.title')}
      lead={t('all_alerts.text')}
      actions={
        chosen && (
          <Link className={styles.button} to="/projects/$slug/settings/alerts" params={{ slug: chosen.slug }}>
            {t('all_alerts.rules')}
          </Link>
        )
      }
    >
      <NoMailNotice />
      <div className={styles.filters}>
        <AllAlertsFilters search={search} projects={projects} onChange={go} />
        <span role="status">{live.hasFired && <Button onClick={showNew}>{t('all_alerts.show_new')}</Button>}</span>
        <LiveChip isConnected={live.isConnected} />
      </div>
      <Pages
        query={alerts}
        empty={
          (state ?? project) ? (
            <EmptyState icon={Bell} title={t('history.no_match')} text={t('history.no_match_text')}>
              <Button onClick={() => go({})}>{t('history.clear')}</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={Bell} title={t('history.none')} text={t('all_alerts.none_text')}>
              <Link className={styles.button} to="/projects">
                {t('all_alerts.projects')}
              </Link>
            </EmptyState>
          )
        }
      >
        {(all) => <AlertTable alerts={all} projects={projects ?? []} showsProject />}
      </Pages>
    </Page>
  );
}
