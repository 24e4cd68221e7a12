import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Failure } from '../../app/failure.tsx';
import { t } from '../../text/whole.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './alerts.module.css';
import { NoMailNotice } from './no-mail-notice.tsx';
import { useAlerts } from './use-alerts.ts';
import { type People, usePeople } from './use-people.ts';

interface Props {
  title: string;
  /** What they see who may only read. */
  readOnly?: ReactNode;
  children: (people: People) => ReactNode;
}

/** What the pages of one rule have in common. */
export function RuleFrame({ title, readOnly, children }: Props) {
  const { project, slug, mayChange } = useAlerts();
  const { people, error, retry } = usePeople(project.organization_id);
  const back = (
    <Link className={styles.button} to="/projects/$slug/settings/alerts" params={slug}>
      {t('alerts.back')}
    </Link>
  );
  return (
    <Page title={title} actions={back}>
      {mayChange ? (
        <>
          <NoMailNotice />
          {error && <Failure error={error} reset={retry} />}
          {people ? children(people) : !error && <Skeleton width={40} />}
        </>
      ) : (
        <>
          <Notice>{t(readOnly ? 'alerts.read_only' : 'alerts.read_only_new')}</Notice>
          {error && <Failure error={error} reset={retry} />}
          {readOnly}
        </>
      )}
    </Page>
  );
}
