import { newUuid } from '@railguard/protocol/ids';
import { findEvent, findIssueEvent, listIssueEvents } from '@railguard/store/events';
import { NotAMemberError } from '@railguard/store/find-assignees';
import { type IssueFilter, type IssueSort, listIssues } from '@railguard/store/issue-list';
import { deleteIssue, getIssue, type IssueRow, updateIssue } from '@railguard/store/issues';
import { updateProject } from '@railguard/store/projects';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, search, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;
beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
});

const store = (...messages: ReturnType<typeof aMessage>[]) => storeBatch(context.database, context.layout, messages);
const list = (filter: IssueFilter = {}, sort: IssueSort = 'last_seen') =>
  listIssues(context.database, tenant.scope, project, filter, { sort, limit: 100 });
const titles = async (filter: IssueFilter) => (await list(filter)).map(({ title }) => title).sort();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('the list', () => {
  it.each<IssueSort>(['last_seen', 'first_seen', 'event_count', 'user_count'])(
    'by %s comes greatest first, page by page, without gap or repetition among equals and statuses',
    async (sort) => {
      const events = Array.from({ length: 12 }, (_, group) =>
        Array.from({ length: 1 + (group % 3) }, (_, user) =>
          anEvent({ group: `${group}`, user: `${user}`, timestamp: ago(group % 4) }),
        ),
      ).flat();
      await store(aMessage(project, events));
      const statuses = ['resolved', 'ignored', 'unresolved'] as const;
      for (const [place, { id }] of (await list()).entries()) {
        await updateIssue(context.database, tenant.scope, id, { status: statuses[place % 3] });
      }

      const seen: IssueRow[] = [];
      for (;;) {
        const last = seen.at(-1);
        const after = last && { value: last[sort], id: last.id };
        const page = await listIssues(context.database, tenant.scope, project, {}, { sort, limit: 5, after });
        if (page.length === 0) break;
        seen.push(...page);
      }
      expect(seen).toHaveLength(12);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(12);
      const values = seen.map((issue) => Number(issue[sort]));
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    },
  );

  it('filters by one status, by several and by all', async () => {
    await store(
      aMessage(
        project,
        ['a', 'b', 'c'].map((group) => anEvent({ group, title: group })),
      ),
    );
    const all = await list();
    const idOf = (title: string) => all.find((issue) => issue.title === title)!.id;
    await updateIssue(context.database, tenant.scope, idOf('b'), { status: 'resolved' });
    await updateIssue(context.database, tenant.scope, idOf('c'), { status: 'ignored' });
    expect(await titles({ statuses: ['unresolved'] })).toEqual(['a']);
    expect(await titles({ statuses: ['resolved', 'ignored', 'resolved'] })).toEqual(['b', 'c']);
    expect(await titles({ statuses: [] })).toEqual(['a', 'b', 'c']);
  });

  it('finds words in title and culprit, taken literally, in any letter case', async () => {
    const named = [
      { title: 'TypeError: 100% of \\ÄPFEL_', culprit: 'OrdersController#create' },
      { title: 'TypeError: 100 of apples', culprit: 'cart.js' },
    ];
    await store(
      aMessage(
        project,
        named.map((names, group) => anEvent({ group: `${group}`, ...names })),
      ),
    );
    expect(await titles({ query: search('typeerror') })).toHaveLength(2);
    for (const query of ['100%', 'äpfel_', '\\ä', 'orderscontroller', 'create TYPEERROR', '#', 'l_\u0000']) {
      expect([query, await titles({ query: search(query) })]).toEqual([query, [named[0]!.title]]);
    }
    for (const query of ['1_0', 'apples orders', '\\"', "' or true"]) {
      expect([query, await titles({ query: search(query) })]).toEqual([query, []]);
    }
    expect(await titles({ query: search('   ') })).toHaveLength(2);
  });

  it('searches the words an issue has now', async () => {
    await store(aMessage(project, [anEvent({ title: 'before', timestamp: ago(1) })]));
    await store(aMessage(project, [anEvent({ title: 'afterwards' })]));
    expect(await titles({ query: search('afterwards') })).toEqual(['afterwards']);
    expect(await titles({ query: search('before') })).toEqual([]);
  });

  it('finds a whole short id, also after the project got another slug', async () => {
    await store(aMessage(project, [anEvent({ group: 'a', title: 'one' }), anEvent({ group: 'b', title: 'two' })]));
    const [issue] = await list();
    expect(await titles({ query: search(` ${issue!.short_id.toLowerCase()} `) })).toEqual([issue!.title]);
    expect(await titles({ query: search('other-1') })).toEqual([]);
    await updateProject(context.database, tenant.scope, project, { slug: 'my-store' });
    expect((await list({ query: search('MY-STORE-1') }))[0]!.short_id).toBe('MY-STORE-1');
    expect(await titles({ query: search('shop-999999999999999') })).toEqual([]);
  });

  it('filters by environment and release', async () => {
    const [production, staging] = [
      { environment: 'production', release: '1' },
      { environment: 'staging', release: '2' },
    ];
    await store(
      aMessage(project, [
        anEvent({ group: 'both', title: 'both', ...production }),
        anEvent({ group: 'both', title: 'both', ...staging }),
        anEvent({ group: 'staging', title: 'staging', ...staging }),
      ]),
    );
    expect(await titles({ environment: 'staging' })).toEqual(['both', 'staging']);
    expect(await titles({ environment: 'production', release: '1' })).toEqual(['both']);
    expect(await titles({ environment: 'nowhere \u0000' })).toEqual([]);
  });
});

describe('one issue', () => {
  const onlyIssue = async () => (await list())[0]!;

  it('is assigned to members only', async () => {
    await store(aMessage(project, [anEvent()]));
    const { id } = await onlyIssue();
    const stranger = await createTenant(context.database);
    const assign = (assignee_id: string | null) => updateIssue(context.database, tenant.scope, id, { assignee_id });
    expect((await assign(tenant.scope.userId))!.assignee).toMatchObject({ id: tenant.scope.userId, name: 'Somebody' });
    await expect(assign(stranger.scope.userId)).rejects.toThrow(NotAMemberError);
    await expect(assign(newUuid())).rejects.toThrow(NotAMemberError);
    expect((await onlyIssue()).assignee).not.toBeNull();
    expect((await assign(null))!.assignee).toBeNull();
    expect(await updateIssue(context.database, tenant.scope, id, {})).toMatchObject({ id });
  });

  it('is deleted with its events, and made anew when it is seen again', async () => {
    const event = anEvent();
    await store(aMessage(project, [event, anEvent()]));
    const { id } = await onlyIssue();
    expect(await deleteIssue(context.database, tenant.scope, id)).toBe(true);
    expect(await deleteIssue(context.database, tenant.scope, id)).toBe(false);
    expect(await findEvent(context.database, tenant.scope, project, event.event.event_id)).toBeUndefined();
    await store(aMessage(project, [anEvent()]));
    expect(await onlyIssue()).toMatchObject({ short_id: 'SHOP-2', event_count: 1 });
  });

  it('lists its events latest received first, page by page over several days', async () => {
    const days = [0, 1, 1, 2, 5].map((day) => ago(day * 1440));
    const messages = days.map((time) => aMessage(project, [anEvent({ timestamp: time })], { received_at: time }));
    const together = [anEvent({ timestamp: ago(0) }), anEvent({ timestamp: ago(0) })];
    await store(...messages, aMessage(project, together));
    const { id } = await onlyIssue();
    const seen: { received_at: Date; event: { event_id: string } }[] = [];
    for (;;) {
      const last = seen.at(-1);
      const after = last && { received_at: last.received_at, event_id: last.event.event_id };
      const page = await listIssueEvents(context.database, tenant.scope, id, { limit: 2, after });
      if (page!.length === 0) break;
      seen.push(...page!);
    }
    expect(new Set(seen.map(({ event }) => event.event_id)).size).toBe(7);
    const times = seen.map(({ received_at }) => received_at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const edge = (which: 'latest' | 'first') => findIssueEvent(context.database, tenant.scope, id, which);
    expect((await edge('first'))!.event).toEqual(messages[4]!.events[0]!.event);
    expect((await edge('latest'))!.event).toEqual(seen[0]!.event);
  });

  it('finds an event by its id in either form', async () => {
    const processed = anEvent();
    await store(aMessage(project, [processed]));
    const { event_id } = processed.event;
    const dashedId = event_id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
    for (const id of [event_id, dashedId]) {
      expect((await findEvent(context.database, tenant.scope, project, id))!.event).toEqual(processed.event);
    }
    expect(await findEvent(context.database, tenant.scope, project, 'no id')).toBeUndefined();
    const other = await projectOf(context.database, tenant);
    expect(await findEvent(context.database, tenant.scope, other, event_id)).toBeUndefined();
  });

  it('is invisible to people of other organisations, with its events and counts', async () => {
    const event = anEvent();
    await store(aMessage(project, [event]));
    const { id } = await onlyIssue();
    const { scope } = await createTenant(context.database);
    const { database } = context;
    expect(await getIssue(database, scope, id)).toBeUndefined();
    expect(await updateIssue(database, scope, id, { status: 'resolved' })).toBeUndefined();
    expect(await deleteIssue(database, scope, id)).toBe(false);
    expect(await listIssueEvents(database, scope, id, { limit: 10 })).toBeUndefined();
    expect(await findIssueEvent(database, scope, id, 'latest')).toBeUndefined();
    expect(await findEvent(database, scope, project, event.event.event_id)).toBeUndefined();
    expect((await onlyIssue()).status).toBe('unresolved');
  });
});
