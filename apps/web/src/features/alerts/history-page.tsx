import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AlertTable } from './alert-table.tsx';
import styles from './alerts.module.css';
import { HistoryFilters } from './history-filters.tsx';
import type { HistorySearch } from './history-search.ts';
import { NoMailNotice } from './no-mail-notice.tsx';
import { useAlerts } from './use-alerts.ts';

/** Who was told of what, and what became of it. */
export function AlertHistoryPage() {
  const { project, params, slug } = useAlerts();
  const search = useSearch({ strict: false }) as HistorySearch;
  const { state, rule, issue } = search;
  const navigate = useNavigate();
  const go = (next: HistorySearch) =>
    void navigate({ to: '/projects/$slug/settings/alerts/history', params: slug, search: next });
  const alerts = usePages(['alerts', project.id, 'list', search], (cursor) =>
    client.call('listAlerts', {
      params,
      query: {
        ...(state && { state }),
        ...(rule && { rule_id: rule }),
        ...(issue && { issue_id: issue }),
        cursor,
      },
    }),
  );
  const isNarrowed = Boolean(state ?? rule ?? issue);
  return (
    <Page
      title={t('alerts.history')}
      lead={t('history.text')}
      actions={
        <Link className={styles.button} to="/projects/$slug/settings/alerts" params={slug}>
          {t('alerts.back')}
        </Link>
      }
    >
      <NoMailNotice />
      <HistoryFilters search={search} onChange={go} />
      <Pages
        query={alerts}
        empty={
          isNarrowed ? (
            <EmptyState icon={Bell} title={t('history.no_match')} text={t('history.no_match_text')}>
              <Button onClick={() => go({})}>{t('history.clear')}</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={Bell} title={t('history.none')} text={t('history.none_text')} />
          )
        }
      >
        {(all) => <AlertTable alerts={all} projects={[project]} />}
      </Pages>
    </Page>
  );
}
