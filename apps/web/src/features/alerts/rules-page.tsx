import { MOST_ALERT_RULES } from '@railguard/contract/alert-rules';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellOff } from 'lucide-react';
import { Failure } from '../../app/failure.tsx';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/whole.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { rulesQuery } from './alert-queries.ts';
import styles from './alerts.module.css';
import { MailSettings } from './mail-settings.tsx';
import { NoMailNotice } from './no-mail-notice.tsx';
import { RulePanel } from './rule-panel.tsx';
import { useAlerts } from './use-alerts.ts';
import { usePeople } from './use-people.ts';

/** Who is told of what in a project. */
export function AlertRulesPage() {
  const { project, slug, mayChange } = useAlerts();
  const rules = useQuery(rulesQuery(project.id));
  const { people, error, retry } = usePeople(project.organization_id);
  const isFull = (rules.data?.length ?? 0) >= MOST_ALERT_RULES;
  const create = mayChange && !isFull && (
    <Link className={styles.primary} to="/projects/$slug/settings/alerts/new" params={slug}>
      {t('alerts.new')}
    </Link>
  );
  const history = (
    <Link className={styles.button} to="/projects/$slug/settings/alerts/history" params={slug}>
      {t('alerts.history')}
    </Link>
  );
  return (
    <Page
      title={t('alerts.title')}
      lead={t('alerts.text')}
      actions={
        <>
          {history}
          {create}
        </>
      }
    >
      {!mayChange && <Notice>{t('alerts.read_only')}</Notice>}
      {mayChange && isFull && <Notice>{t('alerts.full', { count: MOST_ALERT_RULES })}</Notice>}
      <NoMailNotice />
      {error && <Failure error={error} reset={retry} />}
      <Loaded query={rules}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={BellOff} title={t('alerts.none')} text={t('alerts.none_text')} />
          ) : (
            all.map((rule) => <RulePanel key={rule.id} rule={rule} names={error ? null : people?.names} />)
          )
        }
      </Loaded>
      <MailSettings />
    </Page>
  );
}
