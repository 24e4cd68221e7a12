import { dashed } from '@railguard/protocol/ids';
import type { SearchQuery } from '@railguard/protocol/search-query';
import { navigateEvents } from '@railguard/store/event-navigation';
import { findIssueEvent, listIssueEvents } from '@railguard/store/events';
import { listIssues } from '@railguard/store/issue-list';
import { memberIds } from '@railguard/store/issue-members';
import { deleteIssue, getIssue, updateIssue } from '@railguard/store/issues';
import { MergeError, mergeIssues, unmergeIssues } from '@railguard/store/merge-issues';
import { issueStats, newIssueStats } from '@railguard/store/stats';
import { issuesStats } from '@railguard/store/stats-groups';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;

beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
});

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

interface Seen {
  group: string;
  minutes?: number;
  users?: string[];
  handled?: boolean;
  release?: string;
}

/** One event for each user, or one of nobody. */
async function see({ group, minutes = 0, users, handled, release }: Seen): Promise<void> {
  const time = at(minutes);
  const events = (users ?? [undefined]).map((user) =>
    anEvent({ group, title: group, timestamp: time, handled, release, ...(user === undefined ? {} : { user }) }),
  );
  await storeBatch(context.database, context.layout, [aMessage(project, events, { received_at: time })]);
}

async function idOf(group: string): Promise<string> {
  const { rows } = await context.database.pool.query('select id from issue where project_id = $1 and title = $2', [
    project,
    group,
  ]);
  return rows[0].id;
}

const get = async (group: string) => (await getIssue(context.database, tenant.scope, await idOf(group)))!;
const listed = async () => {
  const page = { sort: 'last_seen', limit: 100 } as const;
  const rows = await listIssues(context.database, tenant.scope, project, {}, page);
  return rows.map(({ title }) => title).sort();
};
const merge = async (target: string, ...sources: string[]) =>
  mergeIssues(
    context.database,
    tenant.scope,
    tenant.organizationId,
    await idOf(target),
    await Promise.all(sources.map(idOf)),
  );
const unmerge = async (target: string, ...members: string[]) =>
  unmergeIssues(
    context.database,
    tenant.scope,
    tenant.organizationId,
    await idOf(target),
    await Promise.all(members.map(idOf)),
  );

/** What it counts, without what people did with it. */
async function counts(group: string) {
  const { event_count, user_count, first_seen, last_seen, handled } = await get(group);
  return { event_count, user_count, first_seen, last_seen, handled };
}

const text = (word: string): SearchQuery => [{ kind: 'text', negated: false, text: word }];

describe('a merged issue', () => {
  it('is hidden, and its link and its short id lead to the target', async () => {
    for (const group of ['a', 'b']) await see({ group });
    const short = (await get('b')).short_id;
    await merge('a', 'b');
    expect(await listed()).toEqual(['a']);
    expect(await get('b')).toMatchObject({ id: await idOf('a'), merged_from: await idOf('b'), member_count: 1 });
    expect((await get('a')).merged_from).toBeNull();
    const page = { sort: 'last_seen', limit: 10 } as const;
    const found = await listIssues(context.database, tenant.scope, project, { query: text(short) }, page);
    expect(found.map(({ id }) => id)).toEqual([await idOf('a')]);
  });

  it('is found where the target is looked for, by its words and by what it was seen with', async () => {
    await see({ group: 'apple' });
    await see({ group: 'pear', release: 'fruit@2' });
    await see({ group: 'plum' });
    await merge('apple', 'pear');
    const page = { sort: 'last_seen', limit: 10 } as const;
    for (const filter of [{ query: text('PEAR') }, { release: 'fruit@2' }]) {
      const found = await listIssues(context.database, tenant.scope, project, filter, page);
      expect(found.map(({ title }) => title)).toEqual(['apple']);
    }
  });

  it('adds to the totals of the target, users that both had counted once', async () => {
    await see({ group: 'a', minutes: -5, users: ['1', '2'] });
    await see({ group: 'b', minutes: -9, users: ['2', '3'], handled: false });
    await see({ group: 'b', minutes: -1, users: ['2'] });
    const before = { a: await counts('a'), b: await counts('b') };
    await merge('a', 'b');
    expect(await counts('a')).toEqual({
      event_count: 5,
      user_count: 3,
      first_seen: before.b.first_seen,
      last_seen: before.b.last_seen,
      handled: false,
    });
  });

  it('goes on counting, for itself and for the target, whose words stay', async () => {
    for (const group of ['a', 'b']) await see({ group, users: ['1'] });
    await merge('a', 'b');
    await see({ group: 'b', minutes: 1, users: ['1', '2'] });
    await see({ group: 'a', minutes: 2, users: ['3'] });
    expect(await get('a')).toMatchObject({ title: 'a', event_count: 5, user_count: 3, status: 'unresolved' });
    await unmerge('a', 'b');
    expect(await counts('a')).toMatchObject({ event_count: 2, user_count: 2 });
    expect(await counts('b')).toMatchObject({ event_count: 3, user_count: 2 });
    expect(await listed()).toEqual(['a', 'b']);
  });

  it('gets exactly what it counted when it is unmerged, and so does the target', async () => {
    await see({ group: 'a', minutes: -5, users: ['1', '2'] });
    await see({ group: 'b', minutes: -9, users: ['2', '3'], handled: false });
    const before = { a: await counts('a'), b: await counts('b') };
    await merge('a', 'b');
    await unmerge('a', 'b');
    expect({ a: await counts('a'), b: await counts('b') }).toEqual(before);
    const { rows } = await context.database.pool.query('select count(*) from issue_own where issue_id = $1', [
      await idOf('a'),
    ]);
    expect(rows[0].count).toBe(0);
  });

  it('brings its members along', async () => {
    for (const group of ['a', 'b', 'c']) await see({ group, users: [group] });
    await merge('b', 'c');
    await merge('a', 'b');
    expect(await get('c')).toMatchObject({ id: await idOf('a'), event_count: 3, user_count: 3, member_count: 2 });
    await unmerge('a', 'b');
    expect(await get('b')).toMatchObject({ id: await idOf('b'), event_count: 1, member_count: 0 });
    expect(await get('c')).toMatchObject({ id: await idOf('a'), event_count: 2 });
  });

  it('shows its events with those of the target, in one order', async () => {
    for (const [place, group] of ['a', 'b', 'a', 'b', 'b'].entries()) await see({ group, minutes: place - 10 });
    await merge('a', 'b');
    const target = await idOf('a');
    const whole = await listIssueEvents(context.database, tenant.scope, await idOf('b'), { limit: 10 });
    expect(whole!.map(({ issue_id }) => issue_id)).toEqual(Array(5).fill(target));
    const times = whole!.map(({ received_at }) => received_at.getTime());
    expect(times).toEqual(times.toSorted((x, y) => y - x));
    const [second, third] = [whole![1]!, whole![2]!];
    const after = { received_at: second.received_at, event_id: second.event.event_id };
    const rest = await listIssueEvents(context.database, tenant.scope, target, { limit: 1, after });
    expect(rest!.map(({ event }) => event.event_id)).toEqual([third.event.event_id]);
    const first = await findIssueEvent(context.database, tenant.scope, target, 'first');
    expect(first!.event.event_id).toBe(whole!.at(-1)!.event.event_id);
    expect((await memberIds(context.database.kysely, await get('a'))).sort()).toEqual([target, await idOf('b')].sort());
  });

  it('is among its neighbours and in its numbers over time', async () => {
    for (const [place, group] of ['a', 'b', 'a', 'b', 'b'].entries()) await see({ group, minutes: place - 10 });
    await merge('a', 'b');
    const [a, b] = [await idOf('a'), await idOf('b')];
    const events = await listIssueEvents(context.database, tenant.scope, a, { limit: 10 });
    const [newest, second, third] = events!.map(({ event }) => dashed(event.event_id));
    const place = { received_at: events![1]!.received_at, event_id: second! };
    expect(await navigateEvents(context.database, tenant.scope, b, place)).toMatchObject({
      latest: newest,
      next: newest,
      previous: third,
      total: 5,
      position: 4,
    });
    const range = { from: new Date(at(-60)), to: new Date(at(60)), interval: '1h' } as const;
    const sum = (buckets: { count: number }[]) => buckets.reduce((total, { count }) => total + count, 0);
    for (const id of [a, b]) expect(sum(await issueStats(context.database, tenant.scope, id, range))).toBe(5);
    const series = await issuesStats(context.database, tenant.scope, tenant.organizationId, [b, a], range);
    expect(series.map(({ id, total }) => [id, total])).toEqual([
      [b, 5],
      [a, 5],
    ]);
    expect(sum(await newIssueStats(context.database, tenant.scope, project, range))).toBe(1);
  });

  it('regresses the target, once, and is not told of itself', async () => {
    for (const group of ['a', 'b']) await see({ group, minutes: -5 });
    await merge('a', 'b');
    await updateIssue(context.database, tenant.scope, await idOf('a'), { status: 'resolved' });
    const time = at(1);
    const message = aMessage(
      project,
      ['b', 'a'].map((group) => anEvent({ group, title: group })),
      { received_at: time },
    );
    for (let times = 0; times < 2; times++) await storeBatch(context.database, context.layout, [message]);
    expect(await get('a')).toMatchObject({ status: 'unresolved', event_count: 4 });
    const { rows } = await context.database.pool.query(
      `select issue_id, occurrence from notification where project_id = $1 and occasion = 'regression'`,
      [project],
    );
    expect(rows).toEqual([{ issue_id: await idOf('a'), occurrence: 1 }]);
  });

  it('does not end the time that the target is ignored for by being merged', async () => {
    await see({ group: 'a' });
    for (let times = 0; times < 5; times++) await see({ group: 'b' });
    await updateIssue(context.database, tenant.scope, await idOf('a'), {
      status: 'ignored',
      ignore: { for_events: 2 },
    });
    await merge('a', 'b');
    await see({ group: 'b' });
    expect((await get('a')).status).toBe('ignored');
    await unmerge('a', 'b');
    await see({ group: 'a' });
    expect((await get('a')).status).toBe('unresolved');
  });

  it('goes with the target when that is deleted, and is not deleted alone', async () => {
    for (const group of ['a', 'b']) await see({ group });
    await merge('a', 'b');
    const [a, b] = [await idOf('a'), await idOf('b')];
    expect(await deleteIssue(context.database, tenant.scope, b)).toBe(false);
    expect(await deleteIssue(context.database, tenant.scope, a)).toBe(true);
    expect(await listed()).toEqual([]);
    const { rows } = await context.database.pool.query('select issue_id from purge where project_id = $1', [project]);
    expect(rows.map(({ issue_id }) => issue_id).sort()).toEqual([a, b].sort());
  });
});

describe('merging is refused', () => {
  it('across projects, with issues that cannot be seen, and into what cannot be seen', async () => {
    await see({ group: 'a' });
    const a = await idOf('a');
    const other = await projectOf(context.database, tenant, { name: 'Other' });
    await storeBatch(context.database, context.layout, [aMessage(other, [anEvent({ group: 'z' })])]);
    const { rows } = await context.database.pool.query('select id from issue where project_id = $1', [other]);
    const into = (scope: Tenant, target: string, ...ids: string[]) =>
      mergeIssues(context.database, scope.scope, scope.organizationId, target, ids);
    await expect(into(tenant, a, rows[0].id)).rejects.toMatchObject({
      reason: 'other_project',
      issueIds: [rows[0].id],
    });
    await expect(into(tenant, a, project)).rejects.toThrow(MergeError);
    const stranger = await createTenant(context.database);
    expect(await into(stranger, a, a)).toBeUndefined();
    await expect(unmerge('a', 'a')).rejects.toMatchObject({ reason: 'not_a_member' });
  });
});

it('more users than are kept are estimated together, and told apart again', async () => {
  const people = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `${from + n}`);
  await see({ group: 'a', users: people(0, 1_500) });
  await see({ group: 'b', users: people(1_000, 1_900) });
  const before = { a: await counts('a'), b: await counts('b') };
  await merge('a', 'b');
  const together = await get('a');
  expect(together.user_count_estimated).toBe(true);
  expect(Math.abs(together.user_count - 1_900)).toBeLessThan(190);
  await see({ group: 'b', users: people(1_900, 2_000) });
  expect(Math.abs((await get('a')).user_count - 2_000)).toBeLessThan(200);
  await unmerge('a', 'b');
  expect((await counts('a')).user_count).toBe(before.a.user_count);
  expect((await counts('b')).user_count).toBe(1_000);
});
