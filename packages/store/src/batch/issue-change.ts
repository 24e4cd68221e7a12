import type { IgnoreLimit } from '@railguard/protocol/issue-workflow';
import type { Candidate } from './candidate.ts';
import { type IssueReturn, returnOf } from './issue-return.ts';
import type { LockedIssue } from './locks.ts';
import { NO_RELEASES, type ReleaseTimes } from './release-times.ts';

/** An issue, and at least one event that was newly stored in it. */
export interface IssueEvents {
  issue: LockedIssue;
  events: Candidate[];
}

/** What some newly stored events make of their issue. */
export interface IssueChange extends IssueEvents {
  /** Of `events`, the one that happened last. */
  newest: Candidate;
  /** These are its first events. */
  isNew: boolean;
  /** It was resolved, and one of these was received after that. */
  isRegressed: boolean;
  /** Why it is unresolved again, if it was not. */
  back: IssueReturn | undefined;
  /** Title or culprit are others than before, so its search text must be written anew. */
  isReworded: boolean;
  /** The row as it shall be, times in milliseconds. */
  title: string;
  culprit: string;
  type: string;
  level: string;
  platform: string;
  handled: boolean;
  status: string;
  firstSeen: number;
  lastSeen: number;
  firstReceivedAt: number;
  lastReceivedAt: number;
  eventCount: number;
  regressedAt: number | null;
  regressionCount: number;
  ignoredUntil: Date | null;
  ignoreLimit: IgnoreLimit | null;
  unignoreCount: number;
}

/**
 * `events` are stored and at least one. Pure; times never move the wrong way.
 * @param userCount of the issue, with these events
 */
export function changeIssue(
  issue: LockedIssue,
  events: Candidate[],
  { userCount = issue.user_count, releases = NO_RELEASES }: { userCount?: number; releases?: ReleaseTimes } = {},
): IssueChange {
  const isNew = issue.event_count === 0;
  const occurred = events.map(({ occurredAt }) => occurredAt);
  const received = events.map(({ receivedAt }) => receivedAt);
  if (!isNew) {
    occurred.push(issue.first_seen.getTime(), issue.last_seen.getTime());
    received.push(issue.first_received_at.getTime(), issue.last_received_at.getTime());
  }
  const newest = events.reduce((best, event) => (event.occurredAt >= best.occurredAt ? event : best));
  const { title, culprit, type, level, platform } =
    isNew || newest.occurredAt >= issue.last_seen.getTime() ? faceOf(newest) : issue;
  const { back, limit } = returnOf(issue, events, userCount, releases);
  const regressedAt = back?.kind === 'regressed' ? back.receivedAt : undefined;
  const isUnignored = back?.kind === 'unignored';

  return {
    issue,
    events,
    newest,
    isNew,
    isRegressed: regressedAt !== undefined,
    back,
    isReworded: isNew || title !== issue.title || culprit !== issue.culprit,
    title,
    culprit,
    type,
    level,
    platform,
    // One crash makes it an issue of crashes, whichever of its events is looked at.
    handled: (isNew || issue.handled) && events.every(({ processed }) => processed.handled),
    status: back ? 'unresolved' : issue.status,
    firstSeen: Math.min(...occurred),
    lastSeen: Math.max(...occurred),
    firstReceivedAt: Math.min(...received),
    lastReceivedAt: Math.max(...received),
    eventCount: issue.event_count + events.length,
    regressedAt: regressedAt ?? issue.regressed_at?.getTime() ?? null,
    regressionCount: issue.regression_count + (regressedAt === undefined ? 0 : 1),
    ignoredUntil: isUnignored ? null : issue.ignored_until,
    ignoreLimit: limit,
    unignoreCount: issue.unignore_count + (isUnignored ? 1 : 0),
  };
}

function faceOf({ processed }: Candidate) {
  const { type, level, platform } = processed.event;
  return { title: processed.title, culprit: processed.culprit, type, level, platform };
}
