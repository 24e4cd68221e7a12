import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tags } from 'lucide-react';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { issueTagsQuery } from './issue-query.ts';
import { TagValues } from './tag-values.tsx';
import styles from './tags.module.css';
import { useIssue } from './use-issue.ts';

/** What the events of the issue have in common. */
export function TagsPage() {
  const { issue } = useIssue();
  const tags = useQuery(issueTagsQuery(issue.id));
  return (
    <Loaded query={tags}>
      {({ data }) => {
        if (data.length === 0) return <EmptyState icon={Tags} title={t('tags.none')} text={t('tags.none_text')} />;
        const unique = data.filter(({ is_unique }) => is_unique).map(({ key }) => key);
        return (
          <div className={styles.all}>
            {data
              .filter(({ is_unique }) => !is_unique)
              .map(({ key, event_count, value_count, top_values }) => (
                <Panel
                  key={key}
                  title={key}
                  actions={
                    value_count > top_values.length && (
                      <Link to="/issues/$issueId/tags/$key" params={{ issueId: issue.id, key }}>
                        {t('tags.all_values', { count: value_count })}
                      </Link>
                    )
                  }
                >
                  <TagValues tagKey={key} total={event_count} values={top_values} />
                </Panel>
              ))}
            {unique.length > 0 && <p>{t('tags.unique', { keys: unique.join(', ') })}</p>}
          </div>
        );
      }}
    </Loaded>
  );
}
