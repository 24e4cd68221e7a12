import type { ProcessedEvent } from '@railguard/protocol/processed';
import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { changeIssue } from './issue-change.ts';
import type { LockedIssue } from './locks.ts';

/** Minute 0 is the beginning of 2026. */
const minute = (number: number) => Date.UTC(2026, 0, 1, 0, number);

function event(occurred: number, received = occurred, rest: Partial<ProcessedEvent> = {}): Candidate {
  const processed = {
    event: { type: 'error', level: 'error', platform: 'node' },
    title: `title ${occurred}`,
    culprit: '',
    handled: true,
    ...rest,
  } as ProcessedEvent;
  return { projectId: 'p', eventId: 'e', occurredAt: minute(occurred), receivedAt: minute(received), processed };
}

/** Seen from minute 10 to minute 20. */
function issue(rest: Partial<LockedIssue> = {}): LockedIssue {
  return {
    id: 'i',
    project_id: 'p',
    title: 'as it was',
    culprit: '',
    type: 'error',
    level: 'warning',
    platform: 'ruby',
    handled: true,
    status: 'unresolved',
    first_seen: new Date(minute(10)),
    last_seen: new Date(minute(20)),
    first_received_at: new Date(minute(11)),
    last_received_at: new Date(minute(21)),
    event_count: 5,
    user_count: 0,
    user_hash_ceiling: null,
    resolved_at: null,
    regressed_at: null,
    regression_count: 0,
    resolution: null,
    ignored_until: null,
    ignore_limit: null,
    unignore_count: 0,
    merged_into_id: null,
    member_count: 0,
    closed_tags: null,
    ...rest,
  };
}

describe('first events', () => {
  it('say everything, whatever the row was allocated with', () => {
    const change = changeIssue(issue({ event_count: 0, handled: true }), [event(30, 31), event(25, 32)]);
    expect(change).toMatchObject({
      isNew: true,
      isReworded: true,
      title: 'title 30',
      level: 'error',
      platform: 'node',
      eventCount: 2,
      firstSeen: minute(25),
      lastSeen: minute(30),
      firstReceivedAt: minute(31),
      lastReceivedAt: minute(32),
    });
  });
});

describe('further events', () => {
  it('change the words only where they are newer', () => {
    expect(changeIssue(issue(), [event(19)])).toMatchObject({
      title: 'as it was',
      level: 'warning',
      isReworded: false,
    });
    expect(changeIssue(issue(), [event(20), event(12)])).toMatchObject({ title: 'title 20', isReworded: true });
  });

  it('widen the times and add to the count', () => {
    expect(changeIssue(issue(), [event(5, 40), event(15, 16)])).toMatchObject({
      isNew: false,
      firstSeen: minute(5),
      lastSeen: minute(20),
      firstReceivedAt: minute(11),
      lastReceivedAt: minute(40),
      eventCount: 7,
    });
  });

  it('make it an issue of crashes for good where one was not handled', () => {
    const crashed = changeIssue(issue(), [event(30), event(12, 12, { handled: false })]);
    expect(crashed.handled).toBe(false);
    expect(changeIssue(issue({ handled: false }), [event(30)]).handled).toBe(false);
  });
});

describe('a resolved issue', () => {
  const resolved = issue({ status: 'resolved', resolved_at: new Date(minute(30)), regression_count: 1 });

  it('comes back with the first event received after that', () => {
    expect(changeIssue(resolved, [event(25, 29), event(25, 33), event(26, 32)])).toMatchObject({
      isRegressed: true,
      status: 'unresolved',
      regressedAt: minute(32),
      regressionCount: 2,
    });
  });

  it('stays resolved for events received before or at that moment', () => {
    expect(changeIssue(resolved, [event(40, 30)])).toMatchObject({
      isRegressed: false,
      status: 'resolved',
      regressedAt: null,
      regressionCount: 1,
    });
  });
});

it('an ignored issue stays ignored', () => {
  const change = changeIssue(issue({ status: 'ignored' }), [event(99)]);
  expect(change).toMatchObject({ status: 'ignored', isRegressed: false, eventCount: 6 });
});
