import { isAtLeast } from '@railguard/contract/role';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useOrganization } from '../../app/organization.ts';
import { issueQuery } from './issue-query.ts';

/** The issue that the page is about, which its layout has read, and whether the reader may change it. */
export function useIssue() {
  const { issueId = '' } = useParams({ strict: false });
  const { data: issue } = useSuspenseQuery(issueQuery(issueId));
  const organization = useOrganization();
  return {
    issue,
    // A merged issue's address shows the one that it was merged into.
    params: { issue_id: issue.id },
    organizationId: organization?.id ?? '',
    role: organization?.role ?? 'viewer',
    mayChange: organization !== undefined && isAtLeast(organization.role, 'member'),
  };
}
