import { useQuery } from '@tanstack/react-query';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { issueTagsQuery } from '../issue/issue-query.ts';
import styles from './peek.module.css';

const MOST = 8;

/** The most frequent value of each tag, and how much of all it is. */
export function PeekTags({ issueId }: { issueId: string }) {
  const { data } = useQuery(issueTagsQuery(issueId));
  const tags = (data?.data ?? []).filter(({ is_unique, top_values }) => !is_unique && top_values.length > 0);
  if (tags.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('issue.tags')}</h3>
      <dl className={styles.tags}>
        {tags.slice(0, MOST).map(({ key, event_count, top_values }) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              <bdi>{showUnseen(top_values[0]!.value)}</bdi>
            </dd>
            <dd className={styles.share}>{Math.round((top_values[0]!.event_count / event_count) * 100)} %</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
