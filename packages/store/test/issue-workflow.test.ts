import type { IssueEdit } from '@railguard/store/edit-issues';
import { NotAMemberError } from '@railguard/store/find-assignees';
import { keepHouse } from '@railguard/store/housekeeping';
import { listActivity } from '@railguard/store/issue-activity';
import { listIssues } from '@railguard/store/issue-list';
import { updateIssue } from '@railguard/store/issues';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;
let issueId: string;

beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
  await see({});
  issueId = (await issue()).id;
});

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** Stores one event, received so many minutes from now; answers the message, to be delivered again. */
async function see({ minutes = 0, ...event }: { minutes?: number; release?: string; user?: string }) {
  const message = aMessage(project, [anEvent(event)], { received_at: at(minutes) });
  await storeBatch(context.database, context.layout, [message]);
  return message;
}

async function issue() {
  const [only] = await listIssues(context.database, tenant.scope, project, {}, { sort: 'last_seen', limit: 10 });
  return only!;
}

const edit = (change: IssueEdit) => updateIssue(context.database, tenant.scope, issueId, change);
const statusAfter = async (event: Parameters<typeof see>[0]) => {
  await see(event);
  return (await issue()).status;
};

async function history() {
  const rows = await listActivity(context.database, tenant.scope, issueId, { limit: 100 });
  return rows.map(({ kind, data, actor }) => ({ kind, data, byPerson: actor !== null }));
}

async function occasions(): Promise<string[]> {
  const { rows } = await context.database.pool.query<{ occasion: string; occurrence: number }>(
    `select occasion, occurrence from notification
     where issue_id = $1 and occasion <> 'first_event' order by created_at, occasion`,
    [issueId],
  );
  return rows.map(({ occasion, occurrence }) => `${occasion} ${occurrence}`);
}

describe('resolved in a release', () => {
  it('regresses in that release and later ones, not in earlier ones', async () => {
    await edit({ status: 'resolved', resolution: { in_release: 'shop@1.10.0' } });
    expect(await statusAfter({ minutes: 1, release: 'shop@1.9.7' })).toBe('resolved');
    expect(await statusAfter({ minutes: 1, release: 'shop@1.10.0-rc.1' })).toBe('resolved');
    expect(await statusAfter({ minutes: 1, release: 'shop@1.10.1' })).toBe('unresolved');
    expect((await issue()).resolution).toBeNull();
    expect((await history())[0]).toEqual({ kind: 'regressed', data: { release: 'shop@1.10.1' }, byPerson: false });
  });

  it('goes by when releases were first seen where their names do not tell', async () => {
    for (const release of ['old', 'fixed', 'new'])
      await see({ release, minutes: ['old', 'fixed', 'new'].indexOf(release) - 9 });
    await edit({ status: 'resolved', resolution: { in_release: 'fixed' } });
    expect(await statusAfter({ minutes: 1, release: 'old' })).toBe('resolved');
    expect(await statusAfter({ minutes: 1, release: 'new' })).toBe('unresolved');
  });

  it('that was never seen stays resolved for others whose names do not tell', async () => {
    await edit({ status: 'resolved', resolution: { in_release: 'to come' } });
    expect(await statusAfter({ minutes: 1, release: 'another' })).toBe('resolved');
    expect(await statusAfter({ minutes: 2, release: 'to come' })).toBe('unresolved');
  });

  it('regresses with an event of no release, as if it had been resolved now', async () => {
    await edit({ status: 'resolved', resolution: { in_release: '2.0.0' } });
    expect(await statusAfter({ minutes: -1 })).toBe('resolved');
    expect(await statusAfter({ minutes: 1 })).toBe('unresolved');
  });
});

it('resolved in the next release regresses in one that is first seen afterwards', async () => {
  await see({ release: 'known', minutes: -5 });
  await edit({ status: 'resolved', resolution: 'next_release' });
  expect(await statusAfter({ minutes: 1, release: 'known' })).toBe('resolved');
  expect(await statusAfter({ minutes: 1, release: 'unknown' })).toBe('unresolved');
  expect(await occasions()).toEqual(['new_issue 1', 'regression 1']);
});

it('resolving in another way counts from then on, in the same way again changes nothing', async () => {
  const resolvedAt = async () => {
    const { rows } = await context.database.pool.query('select resolved_at from issue where id = $1', [issueId]);
    return rows[0].resolved_at.getTime() as number;
  };
  await edit({ status: 'resolved', resolution: 'next_release' });
  const first = await resolvedAt();
  await edit({ status: 'resolved', resolution: 'next_release' });
  expect(await resolvedAt()).toBe(first);
  await edit({ status: 'resolved' });
  expect(await resolvedAt()).toBeGreaterThan(first);
  expect((await history()).map(({ data }) => data.resolution)).toEqual(['now', 'next_release', undefined]);
});

describe('ignored', () => {
  it('for ever stays ignored', async () => {
    await edit({ status: 'ignored' });
    expect(await statusAfter({ minutes: 60 * 24 * 90 })).toBe('ignored');
  });

  it('until a time, is unresolved with the first event received then or later, and told of once', async () => {
    await edit({ status: 'ignored', ignore: { until: new Date(at(10)) } });
    expect(await statusAfter({ minutes: 9 })).toBe('ignored');
    const message = await see({ minutes: 11 });
    await storeBatch(context.database, context.layout, [message]);
    await see({ minutes: 12 });
    expect(await issue()).toMatchObject({ status: 'unresolved', ignored_until: null });
    expect(await occasions()).toEqual(['new_issue 1', 'unignored 1']);
    expect((await history())[0]).toEqual({ kind: 'unignored', data: { reason: 'until' }, byPerson: false });
  });

  it('until a time, is unresolved soon after that, and the first event later is told of once', async () => {
    await edit({ status: 'ignored', ignore: { until: new Date(at(10)) } });
    const keep = (minutes: number) =>
      keepHouse(context.database, context.layout, { retentionDays: 90, now: new Date(at(minutes)) });
    expect((await keep(9)).unignored).toBe(0);
    expect((await issue()).status).toBe('ignored');
    expect((await keep(11)).unignored).toBe(1);
    expect((await keep(12)).unignored).toBe(0);
    expect((await issue()).status).toBe('unresolved');
    expect(await occasions()).toEqual(['new_issue 1']);
    await see({ minutes: 9 });
    expect(await occasions()).toEqual(['new_issue 1']);
    for (const minutes of [13, 14]) await see({ minutes });
    expect(await occasions()).toEqual(['new_issue 1', 'unignored 1']);
    expect((await history()).map(({ kind }) => kind)).toEqual(['unignored', 'ignored', 'created']);
  });

  it('until so many more events, each time anew', async () => {
    for (const round of [1, 2]) {
      await edit({ status: 'ignored', ignore: { for_events: 3 } });
      expect(await statusAfter({})).toBe('ignored');
      expect(await statusAfter({})).toBe('ignored');
      expect(await statusAfter({})).toBe('unresolved');
      expect(await occasions()).toHaveLength(1 + round);
    }
  });

  it('until so many events within a window, which begins with an event', async () => {
    await edit({ status: 'ignored', ignore: { for_events: 3, within_minutes: 10 } });
    for (const minutes of [1, 2, 12, 13]) expect(await statusAfter({ minutes })).toBe('ignored');
    expect(await statusAfter({ minutes: 21 })).toBe('unresolved');
  });

  it('until so many more people, whom it has not happened to before', async () => {
    await see({ user: 'known' });
    await edit({ status: 'ignored', ignore: { for_users: 2 } });
    expect(await statusAfter({ user: 'known' })).toBe('ignored');
    expect(await statusAfter({ user: 'first' })).toBe('ignored');
    expect(await statusAfter({ user: 'first' })).toBe('ignored');
    expect(await statusAfter({ user: 'second' })).toBe('unresolved');
    expect((await history())[0]).toMatchObject({ kind: 'unignored', data: { reason: 'users' } });
  });
});

it('the history says who did what, newest first, and ends with the beginning', async () => {
  await edit({ status: 'resolved', assignee_id: tenant.scope.userId });
  await edit({ status: 'resolved' });
  await see({ minutes: 1 });
  await edit({ status: 'ignored', assignee_id: null });
  await edit({ status: 'unresolved' });
  expect((await history()).map(({ kind, byPerson }) => `${kind}${byPerson ? ' by somebody' : ''}`)).toEqual([
    'unresolved by somebody',
    'unassigned by somebody',
    'ignored by somebody',
    'regressed',
    'assigned by somebody',
    'resolved by somebody',
    'created',
  ]);
  const stranger = await createTenant(context.database);
  expect(await listActivity(context.database, stranger.scope, issueId, { limit: 10 })).toEqual([]);
  await expect(edit({ assignee_id: stranger.scope.userId })).rejects.toThrow(NotAMemberError);
});

it('live pages are told of every change', async () => {
  await edit({ status: 'resolved' });
  const { rows } = await context.database.pool.query('select type, issue_ids from live_message where project_id = $1', [
    project,
  ]);
  expect(rows).toContainEqual({ type: 'issue.updated', issue_ids: [issueId] });
});
