import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './activity.module.css';
import { Comments } from './comments.tsx';
import { useIssue } from './use-issue.ts';
import { wordActivity } from './word-activity.ts';

/** What people said about the issue, and what was done with it. */
export function ActivityPage() {
  const { issue, params } = useIssue();
  const activity = usePages(['issue', issue.id, 'activity', 'all'], (cursor) =>
    client.call('listIssueActivity', { params, query: { cursor, limit: 50 } }),
  );
  return (
    <div className={styles.page}>
      <Comments />
      <Panel title={t('issue.activity')}>
        <Pages query={activity} empty={<p>{t('activity.none')}</p>}>
          {(all) => (
            <ol className={styles.acts}>
              {all.map((act) => (
                <li key={act.id}>
                  <bdi>{showUnseen(wordActivity(act))}</bdi> · <Time at={act.created_at} />
                </li>
              ))}
            </ol>
          )}
        </Pages>
      </Panel>
    </div>
  );
}
