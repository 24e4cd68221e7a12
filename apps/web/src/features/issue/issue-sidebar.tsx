import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { fullCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import type { IssueDetail } from '../issues/issue.ts';
import { activityQuery, issueTagsQuery } from './issue-query.ts';
import styles from './issue-sidebar.module.css';
import { wordActivity } from './word-activity.ts';

const SHOWN_VALUES = 5;
const SHOWN_ACTS = 5;

/** What holds of the issue as a whole, whatever event is looked at. */
export function IssueSidebar({ issue }: { issue: IssueDetail }) {
  const { data: tags } = useQuery(issueTagsQuery(issue.id));
  const { data: activity } = useQuery(activityQuery(issue.id));
  return (
    <aside className={styles.side} aria-label={t('issue.about')}>
      <Panel title={t('issue.about')}>
        <dl className={styles.numbers}>
          <Fact name={t('issues.column.events')} value={fullCount(issue.event_count)} />
          <Fact name={t('issues.column.users')} value={fullCount(issue.user_count)} />
          <Fact name={t('issues.sort.first_seen')} value={<Time at={issue.first_seen} />} />
          <Fact name={t('issues.column.last_seen')} value={<Time at={issue.last_seen} />} />
        </dl>
        <Link
          to="/projects/$slug/settings/alerts/history"
          params={{ slug: issue.project.slug }}
          search={{ issue: issue.id }}
        >
          {t('issue.alerts')}
        </Link>
      </Panel>
      {tags && tags.data.length > 0 && (
        <Panel title={t('issue.tags')}>
          {tags.data
            .filter(({ is_unique }) => !is_unique)
            .map(({ key, event_count, top_values }) => (
              <section className={styles.tag} key={key}>
                <h3>{key}</h3>
                {top_values.slice(0, SHOWN_VALUES).map((share) => (
                  <div className={styles.share} key={share.value}>
                    <meter value={share.event_count} max={event_count} aria-hidden="true" />
                    <bdi className={styles.value}>{showUnseen(share.value)}</bdi>
                    <span>{Math.round((share.event_count / event_count) * 100)} %</span>
                  </div>
                ))}
              </section>
            ))}
        </Panel>
      )}
      {activity && activity.data.length > 0 && (
        <Panel title={t('issue.activity')}>
          <ol>
            {activity.data.slice(0, SHOWN_ACTS).map((act) => (
              <li className={styles.act} key={act.id}>
                <bdi>{showUnseen(wordActivity(act))}</bdi> · <Time at={act.created_at} />
              </li>
            ))}
          </ol>
          <Link to="/issues/$issueId/activity" params={{ issueId: issue.id }}>
            {t('issue.all_activity')}
          </Link>
        </Panel>
      )}
    </aside>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
