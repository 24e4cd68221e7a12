import type { Candidate } from './candidate.ts';
import { changeIssue, type IssueChange, type IssueEvents } from './issue-change.ts';
import type { LockedIssue } from './locks.ts';
import type { OwnCounts } from './own-counts.ts';

/** An issue with members and the parts of it, itself or members, that newly stored events belong to. */
export interface Family {
  target: LockedIssue;
  parts: IssueEvents[];
}

/** Whether an issue is one of several that are shown as one. */
export function isMerged({ merged_into_id, member_count }: LockedIssue): boolean {
  return merged_into_id !== null || member_count > 0;
}

/** The issue by its own counts, as they were before others were merged into it; its status is no matter of theirs. */
export function asPart(issue: LockedIssue, own: OwnCounts): LockedIssue {
  return { ...issue, ...own, status: 'unresolved', ignored_until: null, ignore_limit: null };
}

export function familiesOf(parts: IssueEvents[], issues: Map<string, LockedIssue>): Family[] {
  const merged = parts.filter(({ issue }) => isMerged(issue));
  const families = Map.groupBy(merged, ({ issue }) => issue.merged_into_id ?? issue.id);
  return [...families].map(([id, members]) => ({ target: issues.get(id)!, parts: members }));
}

export function eventsOf({ parts }: Family): Candidate[] {
  return parts.flatMap(({ events }) => events);
}

/**
 * What events of any part make of the whole: its counts are totals, and status, regressions and alerts are its alone.
 * Its words stay its own, since it is the one that people chose to keep. Pure.
 * @param own what its own events make of it, if there are some
 */
export function changeTarget(
  family: Family,
  own: IssueChange | undefined,
  options: Parameters<typeof changeIssue>[2],
): IssueChange {
  const change = changeIssue(family.target, eventsOf(family), options);
  const { title, culprit, type, level, platform } = own ?? family.target;
  return { ...change, title, culprit, type, level, platform, isReworded: own?.isReworded ?? false };
}
