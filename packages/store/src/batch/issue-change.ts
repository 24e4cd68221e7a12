import type { Candidate } from './candidate.ts';
import type { LockedIssue } from './locks.ts';

/** What some newly stored events make of their issue. */
export interface IssueChange {
  issue: LockedIssue;
  events: Candidate[];
  /** Of `events`, the one that happened last. */
  newest: Candidate;
  /** These are its first events. */
  isNew: boolean;
  /** It was resolved, and one of these was received after that. */
  isRegressed: boolean;
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
}

/** `events` are stored and at least one. Pure; times never move the wrong way, and ignored issues stay ignored. */
export function changeIssue(issue: LockedIssue, events: Candidate[]): IssueChange {
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
  const regressedAt = regression(issue, events);

  return {
    issue,
    events,
    newest,
    isNew,
    isRegressed: regressedAt !== undefined,
    isReworded: isNew || title !== issue.title || culprit !== issue.culprit,
    title,
    culprit,
    type,
    level,
    platform,
    // One crash makes it an issue of crashes, whichever of its events is looked at.
    handled: (isNew || issue.handled) && events.every(({ processed }) => processed.handled),
    status: regressedAt === undefined ? issue.status : 'unresolved',
    firstSeen: Math.min(...occurred),
    lastSeen: Math.max(...occurred),
    firstReceivedAt: Math.min(...received),
    lastReceivedAt: Math.max(...received),
    eventCount: issue.event_count + events.length,
    regressedAt: regressedAt ?? issue.regressed_at?.getTime() ?? null,
    regressionCount: issue.regression_count + (regressedAt === undefined ? 0 : 1),
  };
}

function faceOf({ processed }: Candidate) {
  const { type, level, platform } = processed.event;
  return { title: processed.title, culprit: processed.culprit, type, level, platform };
}

/**
 * When the issue came back: the first receipt after it was resolved. An event received before that was only slow on
 * its way and says nothing about the fix.
 */
function regression(issue: LockedIssue, events: Candidate[]): number | undefined {
  if (issue.status !== 'resolved') return undefined;
  const resolvedAt = issue.resolved_at?.getTime() ?? 0;
  const later = events.map(({ receivedAt }) => receivedAt).filter((receivedAt) => receivedAt > resolvedAt);
  return later.length > 0 ? Math.min(...later) : undefined;
}
