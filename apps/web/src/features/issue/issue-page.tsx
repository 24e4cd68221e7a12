import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ErrorPage } from '../../app/error-page.tsx';
import { useOrganization } from '../../app/organization.ts';
import { t } from '../../text/text.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EventView } from '../event/event-view.tsx';
import { EventBar } from './event-bar.tsx';
import { IssueHeader } from './issue-header.tsx';
import styles from './issue-page.module.css';
import { eventQuery, issueQuery } from './issue-query.ts';
import { IssueSidebar } from './issue-sidebar.tsx';

export function IssuePage() {
  const { issueId = '', eventId = 'recommended' } = useParams({ strict: false });
  const organization = useOrganization();
  const issue = useQuery(issueQuery(issueId));
  const event = useQuery(eventQuery(issueId, eventId));
  if (issue.error) return <ErrorPage error={issue.error} reset={() => void issue.refetch()} />;
  if (!issue.data || !organization) return <Skeleton width={40} />;
  return (
    <div className={styles.page}>
      <title>{`${issue.data.title || t('issue.untitled')} · Railguard`}</title>
      <IssueHeader issue={issue.data} organizationId={organization.id} />
      <div className={styles.columns}>
        <div>
          {event.error && <ErrorPage error={event.error} reset={() => void event.refetch()} />}
          {event.data && (
            <>
              <EventBar issueId={issueId} event={event.data} />
              <EventView event={event.data} />
            </>
          )}
        </div>
        <IssueSidebar issue={issue.data} />
      </div>
    </div>
  );
}
