import { isDeepStrictEqual } from 'node:util';
import type { IssueEdit } from './edit-issues.ts';
import type { Assignees } from './find-assignees.ts';
import type { Activity } from './issue-activity.ts';
import type { VisibleIssue } from './lock-families.ts';

/** What an edit changes about an issue, for its history: nothing where it says what was so already. */
export function activityOf(
  issue: VisibleIssue,
  edit: IssueEdit,
  { actorId, ...assignees }: Assignees & { actorId: string },
): Activity[] {
  const by = { issue_id: issue.id, actor_id: actorId };
  return [...statusActivity(issue, edit), ...assignmentActivity(issue, edit, assignees)].map((told) => ({
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

function assignmentActivity(issue: VisibleIssue, edit: IssueEdit, { assignee, team }: Assignees): Told[] {
  const before = issue.assignee_id ?? issue.assignee_team_id;
  if (assignee ?? team) {
    return before === (assignee ?? team)!.id ? [] : [{ kind: 'assigned', data: assignee ? { assignee } : { team } }];
  }
  const isTaken =
    (edit.assignee_id === null && issue.assignee_id !== null) ||
    (edit.team_id === null && issue.assignee_team_id !== null);
  return isTaken ? [{ kind: 'unassigned' }] : [];
}
