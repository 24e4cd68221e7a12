import type { IgnoreLimit } from '@railguard/protocol/issue-workflow';
import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { returnOf } from './issue-return.ts';
import type { LockedIssue } from './locks.ts';
import type { ReleaseTimes } from './release-times.ts';

/** Minute 0 is the beginning of 2026. */
const minute = (number: number) => Date.UTC(2026, 0, 1, 0, number);

function event(received: number, release?: string): Candidate {
  const processed = { event: { release } } as Candidate['processed'];
  return { projectId: 'p', eventId: 'e', occurredAt: minute(received), receivedAt: minute(received), processed };
}

const seen = (times: Record<string, number>): ReleaseTimes =>
  new Map(Object.entries(times).map(([release, at]) => [`p${release}`, minute(at)]));

/** With 100 events of 10 users before. */
const issue = (rest: Partial<LockedIssue>): LockedIssue =>
  ({
    project_id: 'p',
    event_count: 100,
    user_count: 10,
    status: 'unresolved',
    resolution: null,
    resolved_at: null,
    ignored_until: null,
    ignore_limit: null,
    ...rest,
  }) as LockedIssue;

describe('resolved at minute 30', () => {
  const backWith = (resolution: LockedIssue['resolution'], events: Candidate[], releases: ReleaseTimes = seen({})) =>
    returnOf(issue({ status: 'resolved', resolved_at: new Date(minute(30)), resolution }), events, 10, releases).back;

  it('regresses by the first event that says so, in the order of receipt', () => {
    const events = [event(33, 'shop@2.1.0'), event(31, 'shop@1.0.0'), event(32, 'shop@2.0.0')];
    expect(backWith({ in_release: 'shop@2.0.0' }, events)).toEqual({
      kind: 'regressed',
      receivedAt: minute(32),
      release: 'shop@2.0.0',
    });
  });

  it.each([
    ['an earlier version', '1.9.0', '2.0.0', {}],
    ['another package, seen earlier', 'cart@9.0.0', 'shop@2.0.0', { 'cart@9.0.0': 1, 'shop@2.0.0': 5 }],
    ['a name seen earlier', 'before', 'fix', { before: 1, fix: 5 }],
    ['a name, while the release with the fix was never seen', 'before', 'fix', { before: 1 }],
  ])('does not regress in %s', (_, release, in_release, times) => {
    expect(backWith({ in_release }, [event(40, release)], seen(times))).toBeUndefined();
  });

  it.each([
    ['a later version', '2.0.1', '2.0.0', {}],
    ['the very release', 'fix', 'fix', {}],
    ['another package, seen later', 'cart@1.0.0', 'shop@2.0.0', { 'cart@1.0.0': 7, 'shop@2.0.0': 5 }],
    ['a name seen later', 'after', 'fix', { after: 9, fix: 5 }],
    ['a name that is not written down, as new as its event', 'unknown', 'fix', { fix: 5 }],
  ])('regresses in %s', (_, release, in_release, times) => {
    expect(backWith({ in_release }, [event(40, release)], seen(times))).toMatchObject({ kind: 'regressed', release });
  });

  it('in the next release does not regress in one that was seen before that', () => {
    const releases = seen({ old: 29, new: 31 });
    expect(backWith('next_release', [event(40, 'old')], releases)).toBeUndefined();
    expect(backWith('next_release', [event(40, 'new')], releases)).toMatchObject({ release: 'new' });
  });

  it('says nothing by events that were received before', () => {
    for (const resolution of [null, 'next_release', { in_release: '1.0.0' }] as const) {
      expect(backWith(resolution, [event(30, '2.0.0'), event(29)])).toBeUndefined();
    }
  });
});

describe('ignored', () => {
  const after = (limit: IgnoreLimit, events: Candidate[], userCount = 10) =>
    returnOf(issue({ status: 'ignored', ignore_limit: limit }), events, userCount, seen({}));

  it('returns at its time, by receipt, also where it is unresolved by then', () => {
    for (const status of ['ignored', 'unresolved'] as const) {
      const until = issue({ status, ignored_until: new Date(minute(30)) });
      expect(returnOf(until, [event(29)], 10, seen({})).back).toBeUndefined();
      expect(returnOf(until, [event(29), event(30)], 10, seen({})).back).toEqual({
        kind: 'unignored',
        reason: 'until',
      });
    }
  });

  it('returns with so many events, counted from where it was', () => {
    expect(after({ events: 5, from: 98 }, [event(1), event(2)])).toEqual({ limit: { events: 5, from: 98 } });
    expect(after({ events: 5, from: 98 }, [event(1), event(2), event(3)]).back).toEqual({
      kind: 'unignored',
      reason: 'events',
    });
  });

  it('returns with so many users', () => {
    expect(after({ users: 3, from: 10 }, [event(1)], 12).back).toBeUndefined();
    expect(after({ users: 3, from: 10 }, [event(1)], 13).back).toEqual({ kind: 'unignored', reason: 'users' });
  });

  it('remembers the window it is in, and begins the next with the first event past its end', () => {
    const limit = { events: 4, from: 100, within_minutes: 10 };
    const first = after(limit, [event(5), event(1)]);
    expect(first.limit).toEqual({ ...limit, window_start: minute(1) });
    const next = after({ ...limit, from: 97, window_start: minute(1) }, [event(11)]);
    expect(next.limit).toEqual({ ...limit, from: 100, window_start: minute(11) });
  });

  it('returns by a window that was full, though the batch goes on', () => {
    const events = [1, 2, 3, 40].map((at) => event(at));
    expect(after({ events: 3, from: 100, within_minutes: 10 }, events).back).toMatchObject({ reason: 'events' });
  });
});
