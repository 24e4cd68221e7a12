import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { ErrorPage } from '../../app/error-page.tsx';
import { t } from '../../text/text.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { IssueGraph } from './issue-graph.tsx';
import { IssueHeader } from './issue-header.tsx';
import styles from './issue-page.module.css';
import { issueQuery } from './issue-query.ts';
import { IssueSidebar } from './issue-sidebar.tsx';

/** What all pages of an issue have around them. */
export function IssueLayout() {
  const { issueId = '' } = useParams({ strict: false });
  const issue = useQuery(issueQuery(issueId));
  if (issue.error) return <ErrorPage error={issue.error} reset={() => void issue.refetch()} />;
  if (!issue.data) return <Skeleton width={40} />;
  const params = { issueId };
  return (
    <div className={styles.page}>
      <IssueHeader />
      <IssueGraph />
      <Tabs label={t('issue.group')}>
        <Link to="/issues/$issueId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {t('event.one')}
        </Link>
        <Link to="/issues/$issueId/events" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {t('event.group')}
        </Link>
        <Link to="/issues/$issueId/tags" params={params}>
          {t('tags.title')}
        </Link>
        <Link to="/issues/$issueId/activity" params={params}>
          {t('issue.activity')}
        </Link>
        <Link to="/issues/$issueId/merged" params={params}>
          {t('issue.merged')}
        </Link>
        <Link to="/issues/$issueId/grouping" params={params}>
          {t('project_settings.grouping')}
        </Link>
      </Tabs>
      <div className={styles.columns}>
        <div>
          <Outlet />
        </div>
        <IssueSidebar issue={issue.data} />
      </div>
    </div>
  );
}
