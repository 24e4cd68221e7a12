import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instanceQuery } from '../../app/instance.ts';
import { Loaded } from '../../app/loaded.tsx';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './admin.module.css';
import { problemsOf } from './problems-of.ts';
import { queueQuery, readinessQuery, storageQuery } from './queries.ts';

/** Whether the installation is well: what is not, first. */
export function HealthPage() {
  const readiness = useQuery(readinessQuery);
  const queue = useQuery(queueQuery);
  const storage = useQuery(storageQuery);
  const instance = useQuery(instanceQuery);
  const problems = problemsOf({
    checks: readiness.data?.checks,
    topics: queue.data?.topics,
    mailConfigured: instance.data?.mail_configured,
  });
  return (
    <Page title={t('admin.health')}>
      {problems.length === 0 && readiness.data && queue.data && <Notice kind="good">{t('health.well')}</Notice>}
      {problems.map(({ text, to }) => (
        <Notice key={text} kind="bad">
          <p>{text}</p>
          {to && <Link to={to}>{t('health.look')}</Link>}
        </Notice>
      ))}
      <Panel title={t('health.parts')}>
        <Loaded query={readiness}>
          {({ checks }) => (
            <ul className={styles.checks}>
              {Object.entries(checks).map(([name, status]) => (
                <li key={name}>
                  {name}{' '}
                  <Badge kind={status === 'ok' ? 'good' : 'bad'}>
                    {t(status === 'ok' ? 'health.ok' : 'health.down')}
                  </Badge>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Panel>
      <Panel title={t('admin.queue')} actions={<Link to="/admin/queue">{t('health.look')}</Link>}>
        <Loaded query={queue}>
          {({ topics }) => (
            <Facts
              facts={Object.fromEntries(
                topics.map(({ topic, ready, leased, delayed, dead }) => [
                  topic,
                  t('health.queue', {
                    ready: fullCount(ready),
                    leased: fullCount(leased),
                    delayed: fullCount(delayed),
                    dead: fullCount(dead),
                  }),
                ]),
              )}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title={t('health.installation')}>
        <Facts
          facts={{
            [t('health.version')]: instance.data?.version ?? '',
            [t('admin.mails')]: t(instance.data?.mail_configured ? 'health.mail_on' : 'health.mail_off'),
            [t('health.retention')]: storage.data ? t('health.days', { count: storage.data.retention_days }) : '',
          }}
        />
      </Panel>
    </Page>
  );
}
