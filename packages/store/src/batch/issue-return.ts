import type { IgnoreLimit } from '@railguard/protocol/issue-workflow';
import { compareReleases } from '@railguard/protocol/release-version';
import type { Candidate } from './candidate.ts';
import type { LockedIssue } from './locks.ts';
import { firstSeen, type ReleaseTimes } from './release-times.ts';

/** Why an issue that was out of sight is unresolved again. */
export type IssueReturn =
  /** An event says that the fix did not hold. */
  | { kind: 'regressed'; receivedAt: number; release: string | undefined }
  /** The time, the events or the users that it was ignored for are over. */
  | { kind: 'unignored'; reason: 'until' | 'events' | 'users' };

/**
 * What newly stored events make of a status:
 *
 *     resolved    ── an event received later, in no release or one that should have the fix ──► unresolved, regressed
 *     ignored     ── the first event received once its time has passed, or one too many ──────► unresolved, unignored
 *     unresolved  ── the same where the time passed and housekeeping was quicker than the event
 *
 * Pure. Answers the return if there is one, else how the limit goes on. `userCount` is that with the new events.
 */
export function returnOf(
  issue: LockedIssue,
  events: Candidate[],
  userCount: number,
  releases: ReleaseTimes,
): { back?: IssueReturn; limit: IgnoreLimit | null } {
  if (issue.status === 'resolved') return { back: regression(issue, events, releases), limit: null };
  const until = issue.ignored_until?.getTime();
  if (until !== undefined && events.some(({ receivedAt }) => receivedAt >= until)) {
    return { back: { kind: 'unignored', reason: 'until' }, limit: null };
  }
  if (issue.status !== 'ignored' || !issue.ignore_limit) return { limit: issue.ignore_limit };
  const limit = whatIsLeft(issue.ignore_limit, issue, events, userCount);
  if (limit) return { limit };
  return { back: { kind: 'unignored', reason: 'users' in issue.ignore_limit ? 'users' : 'events' }, limit };
}

/**
 * The first receipt that means a regression. An event received before the issue was resolved was only slow on its way
 * and says nothing about the fix.
 */
function regression(issue: LockedIssue, events: Candidate[], releases: ReleaseTimes): IssueReturn | undefined {
  const resolvedAt = issue.resolved_at?.getTime() ?? 0;
  const meaning = events
    .filter((event) => event.receivedAt > resolvedAt && isFixedIn(issue, event, resolvedAt, releases))
    .sort((a, b) => a.receivedAt - b.receivedAt)[0];
  if (!meaning) return undefined;
  return { kind: 'regressed', receivedAt: meaning.receivedAt, release: meaning.processed.event.release };
}

/** Whether the event's release should have the fix. One without a release is taken at its time. */
function isFixedIn(
  { project_id, resolution }: LockedIssue,
  { processed, receivedAt }: Candidate,
  resolvedAt: number,
  releases: ReleaseTimes,
): boolean {
  const { release } = processed.event;
  if (resolution === null || !release) return true;
  // A release that is not known, since its project has too many, is as new as its event.
  const seen = firstSeen(releases, project_id, release) ?? receivedAt;
  if (resolution === 'next_release') return seen > resolvedAt;
  const order = compareReleases(release, resolution.in_release);
  if (order !== undefined) return order >= 0;
  const fixed = firstSeen(releases, project_id, resolution.in_release);
  return fixed !== undefined && seen >= fixed;
}

/** The limit as it goes on; null once it is reached. */
function whatIsLeft(
  limit: IgnoreLimit,
  issue: LockedIssue,
  events: Candidate[],
  userCount: number,
): IgnoreLimit | null {
  if ('users' in limit) return userCount - limit.from >= limit.users ? null : limit;
  if (limit.within_minutes === undefined) {
    return issue.event_count + events.length - limit.from >= limit.events ? null : limit;
  }
  const length = limit.within_minutes * 60_000;
  let { from, window_start } = limit;
  const received = events.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b);
  for (const [place, receivedAt] of received.entries()) {
    const before = issue.event_count + place;
    if (window_start === undefined || receivedAt >= window_start + length) {
      window_start = receivedAt;
      from = before;
    }
    if (before + 1 - from >= limit.events) return null;
  }
  return { ...limit, from, window_start };
}
