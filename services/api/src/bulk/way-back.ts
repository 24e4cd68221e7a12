import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { IssueEdit } from '@railguard/store/edit-issues';
import type { VisibleIssue } from '@railguard/store/lock-families';
import { presentIgnore, presentResolution } from '../present/present-workflow.ts';

type Change = NonNullable<BodyOf<RouteOf<'bulkIssues'>>['change']>;

/** The changes that take an edit back: one for all issues that were alike in what it changed. */
export function wayBack(before: VisibleIssue[], edit: IssueEdit): { issue_ids: string[]; change: Change }[] {
  const alike = Map.groupBy(before, (issue) => JSON.stringify(changeBack(issue, edit)));
  return [...alike].map(([change, issues]) => ({ issue_ids: issues.map(({ id }) => id), change: JSON.parse(change) }));
}

function changeBack(issue: VisibleIssue, edit: IssueEdit): Change {
  const isAssigned = edit.assignee_id !== undefined || edit.team_id !== undefined;
  return { ...(edit.status ? stateOf(issue) : {}), ...(isAssigned ? assigneeOf(issue) : {}) };
}

function stateOf(issue: VisibleIssue): Change {
  const { status, regressed_at, ignored_until } = issue;
  if (status === 'resolved') return { status, resolution: presentResolution(issue)! };
  // What it was ignored until has passed, so by now it would be no longer.
  const isOver = ignored_until !== null && ignored_until.getTime() <= Date.now();
  if (status === 'ignored' && !isOver) return { status, ignore: whatIsLeft(issue) };
  return { status: 'unresolved', regressed_at: regressed_at?.toISOString() ?? null };
}

/** Of how many events or users it was still to be ignored for; the count of a window begins anew anyway. */
function whatIsLeft(issue: VisibleIssue): NonNullable<Change['ignore']> {
  const { ignore_limit: limit, event_count, user_count } = issue;
  const left = (most: number, from: number, count: number) => Math.max(1, most - (count - from));
  if (limit && 'users' in limit) return { for_users: left(limit.users, limit.from, user_count) };
  if (limit && limit.within_minutes === undefined) return { for_events: left(limit.events, limit.from, event_count) };
  return presentIgnore(issue)!;
}

function assigneeOf({ assignee_id, assignee_team_id }: VisibleIssue): Change {
  if (assignee_id) return { assignee_id };
  return assignee_team_id ? { team_id: assignee_team_id } : { assignee_id: null, team_id: null };
}
