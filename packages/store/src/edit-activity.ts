import { isDeepStrictEqual } from 'node:util';
import type { IssueEdit } from './edit-issues.ts';
import type { Activity } from './issue-activity.ts';
import type { VisibleIssue } from './lock-families.ts';

interface Person {
  id: string;
  email: string;
  name: string;
}

/** What an edit changes about an issue, for its history: nothing where it says what was so already. */
export function activityOf(
  issue: VisibleIssue,
  edit: IssueEdit,
  { actorId, assignee }: { actorId: string; assignee: Person | undefined },
): Activity[] {
  const by = { issue_id: issue.id, actor_id: actorId };
  return [...statusActivity(issue, edit), ...assignmentActivity(issue, edit, assignee)].map((told) => ({
    ...by,
    ...told,
  }));
}

type Told = Pick<Activity, 'kind' | 'data'>;

function statusActivity(issue: VisibleIssue, { status, resolution = 'now', ignore }: IssueEdit): Told[] {
  if (status === 'resolved') {
    const isSame = issue.status === status && isDeepStrictEqual(issue.resolution ?? 'now', resolution);
    return isSame ? [] : [{ kind: 'resolved', data: { resolution } }];
  }
  if (status === 'ignored') {
    const isSame = issue.status === status && !ignore && !issue.ignored_until && !issue.ignore_limit;
    return isSame ? [] : [{ kind: 'ignored', data: { ignore: ignore ?? { forever: true } } }];
  }
  return status === undefined || issue.status === status ? [] : [{ kind: 'unresolved' }];
}

function assignmentActivity(issue: VisibleIssue, { assignee_id }: IssueEdit, assignee: Person | undefined): Told[] {
  if (assignee_id === undefined || assignee_id === issue.assignee_id) return [];
  return assignee ? [{ kind: 'assigned', data: { assignee } }] : [{ kind: 'unassigned' }];
}
