import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { issueTagsQuery } from './issue-query.ts';
import { TagValues } from './tag-values.tsx';
import { useIssue } from './use-issue.ts';

/** All values of one tag. */
export function TagPage() {
  const { key = '' } = useParams({ strict: false });
  const { issue, params } = useIssue();
  const { data: tags } = useQuery(issueTagsQuery(issue.id));
  const total = tags?.data.find((tag) => tag.key === key)?.event_count ?? 0;
  const values = usePages(['issue', issue.id, 'tags', key], (cursor) =>
    client.call('listIssueTagValues', { params: { ...params, key }, query: { cursor, limit: 100 } }),
  );
  return (
    <Panel
      title={key}
      actions={
        <Link to="/issues/$issueId/tags" params={{ issueId: issue.id }}>
          {t('tags.back')}
        </Link>
      }
    >
      <Pages query={values}>{(all) => <TagValues tagKey={key} total={total} values={all} />}</Pages>
    </Panel>
  );
}
