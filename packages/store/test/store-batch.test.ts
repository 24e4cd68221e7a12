import { newEventId, newUuid } from '@railguard/protocol/ids';
import { listIssueEvents } from '@railguard/store/events';
import { listIssues } from '@railguard/store/issue-list';
import { getIssue, updateIssue } from '@railguard/store/issues';
import { projectOutcomes } from '@railguard/store/outcomes';
import { deleteProject } from '@railguard/store/projects';
import { projectStats } from '@railguard/store/stats';
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

const store = (...messages: ReturnType<typeof aMessage>[]) => storeBatch(context.database, context.layout, messages);
const issues = () =>
  listIssues(context.database, tenant.scope, project, {}, { sort: 'first_seen', limit: 100 }).then((rows) =>
    rows.reverse(),
  );
const onlyIssue = async () => {
  const all = await issues();
  expect(all).toHaveLength(1);
  return all[0]!;
};
const outcomes = async () => {
  const range = { from: new Date(Date.now() - 7_200_000), to: new Date(Date.now() + 3_600_000) };
  const rows = await projectOutcomes(context.database, tenant.scope, project, range);
  return rows.map(({ category, outcome, reason, quantity }) => [category, outcome, reason, quantity].join(' '));
};
const notifications = () =>
  context.database.kysely
    .selectFrom('notification')
    .select(['occasion', 'occurrence', 'event_id'])
    .where('project_id', '=', project)
    .where('occasion', '<>', 'first_event')
    .orderBy('id')
    .execute();
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('a new group', () => {
  it('becomes an issue with the next number, and keeps why its events are one', async () => {
    await store(aMessage(project, [anEvent({ group: 'first', title: 'TypeError: x', culprit: 'cart.js' })]));
    await store(aMessage(project, [anEvent({ group: 'second' }), anEvent({ group: 'third' })]));
    const all = await issues();
    expect(all.map(({ short_id }) => short_id).sort()).toEqual(['SHOP-1', 'SHOP-2', 'SHOP-3']);
    const first = await getIssue(context.database, tenant.scope, all.find(({ title }) => title === 'TypeError: x')!.id);
    expect(first).toMatchObject({
      short_id: 'SHOP-1',
      culprit: 'cart.js',
      status: 'unresolved',
      event_count: 1,
      grouping_algorithm: 'v1',
      grouping_explanation: [{ label: 'group', value: 'first' }],
    });
  });

  it('writes one notification, with the event that caused it', async () => {
    const event = anEvent();
    await store(aMessage(project, [event]));
    await store(aMessage(project, [anEvent()]));
    const rows = await notifications();
    expect(rows).toMatchObject([{ occasion: 'new_issue', occurrence: 1 }]);
    expect(rows[0]?.event_id?.replaceAll('-', '')).toBe(event.event.event_id);
  });

  it('and one that it is the first event of its project, once', async () => {
    await store(aMessage(project, [anEvent()]));
    await store(aMessage(project, [anEvent({ group: 'second' })]));
    const { rows } = await context.database.pool.query(
      `select count(*) from notification where project_id = $1 and occasion = 'first_event'`,
      [project],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});

describe('counting', () => {
  it('a redelivered message changes nothing', async () => {
    const message = aMessage(project, [anEvent({ user: '7', environment: 'production' })], {
      outcomes: [{ category: 'session', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 3 }],
    });
    expect(await store(message)).toEqual({ stored: 1, duplicates: 0, newIssues: 1 });
    const before = [await issues(), await outcomes()];
    expect(await store(message, message)).toEqual({ stored: 0, duplicates: 0, newIssues: 0 });
    expect([await issues(), await outcomes()]).toEqual(before);
    expect(await outcomes()).toEqual(['error stored  1', 'session dropped item_type_not_kept 3']);
  });

  it('an event that its client sends again is stored once and told to be a duplicate', async () => {
    const event = anEvent({ timestamp: ago(5 * DAY) });
    await store(aMessage(project, [event], { received_at: ago(4 * DAY) }));
    expect(await store(aMessage(project, [event]), aMessage(project, [event]))).toEqual({
      stored: 0,
      duplicates: 2,
      newIssues: 0,
    });
    expect((await onlyIssue()).event_count).toBe(1);
    expect(await outcomes()).toEqual(['error dropped duplicate 2']);
  });

  it('of two events with one id in a batch the first is stored', async () => {
    const event_id = newEventId();
    const batch = [anEvent({ event_id, title: 'one' }), anEvent({ event_id, title: 'two' })];
    expect(await store(aMessage(project, batch))).toMatchObject({ stored: 1, duplicates: 1 });
    expect(await onlyIssue()).toMatchObject({ title: 'one', event_count: 1 });
  });

  it('one event id in two projects is two events', async () => {
    const other = await projectOf(context.database, tenant);
    const event = anEvent();
    expect(await store(aMessage(project, [event]), aMessage(other, [event]))).toMatchObject({
      stored: 2,
      newIssues: 2,
    });
  });

  it('times widen in both directions and never move back', async () => {
    const [oldest, middle, newest] = [ago(3 * DAY), ago(2 * DAY), ago(DAY)];
    await store(aMessage(project, [anEvent({ timestamp: middle })]));
    await store(aMessage(project, [anEvent({ timestamp: newest }), anEvent({ timestamp: oldest })]));
    await store(aMessage(project, [anEvent({ timestamp: middle })]));
    expect(await onlyIssue()).toMatchObject({ first_seen: new Date(oldest), last_seen: new Date(newest) });
  });

  it('the words and the level are those of the newest event, however late others come', async () => {
    await store(aMessage(project, [anEvent({ title: 'new words', level: 'fatal' })]));
    await store(aMessage(project, [anEvent({ title: 'old words', timestamp: ago(DAY), handled: false })]));
    expect(await onlyIssue()).toMatchObject({ title: 'new words', level: 'fatal', handled: false });
  });

  it('hours are counted by event time', async () => {
    const timestamp = '2026-03-04T05:30:00.000Z';
    await store(aMessage(project, [anEvent({ timestamp, group: 'a' }), anEvent({ timestamp, group: 'b' })]));
    const from = new Date('2026-03-04T05:10:00Z');
    const to = new Date('2026-03-04T07:00:00Z');
    expect(await projectStats(context.database, tenant.scope, project, { from, to, interval: '1h' })).toEqual([
      { time: new Date('2026-03-04T05:00:00Z'), count: 2 },
      { time: new Date('2026-03-04T06:00:00Z'), count: 0 },
    ]);
  });

  it('users are counted once each', async () => {
    const message = (users: string[]) =>
      aMessage(
        project,
        users.map((user) => anEvent({ user })),
      );
    await store(message(['1', '2', '1']));
    await store(message(['2', '3']), aMessage(project, [anEvent()]));
    expect(await onlyIssue()).toMatchObject({ user_count: 3, user_count_estimated: false, event_count: 6 });
  });

  it('more users than are kept are estimated within a tenth, and said to be', async () => {
    for (const batch of [0, 1, 2]) {
      const events = Array.from({ length: 2_000 }, (_, user) => anEvent({ user: String(batch * 2_000 + user) }));
      await store(aMessage(project, events));
    }
    const issue = await onlyIssue();
    expect(issue.user_count_estimated).toBe(true);
    expect(issue.user_count).toBeGreaterThan(5_400);
    expect(issue.user_count).toBeLessThan(6_600);
    const { kept } = await context.database.kysely
      .selectFrom('issue_user')
      .select((eb) => eb.fn.countAll<number>().as('kept'))
      .where('issue_id', '=', issue.id)
      .executeTakeFirstOrThrow();
    expect(kept).toBe(1024);
  });
});

describe('an issue that was settled', () => {
  const settle = async (status: 'resolved' | 'ignored') => {
    const { id } = await onlyIssue();
    return updateIssue(context.database, tenant.scope, id, { status });
  };

  it('comes back as a regression when it is seen again, and is told of each time once', async () => {
    await store(aMessage(project, [anEvent()]));
    for (const round of [1, 2]) {
      await settle('resolved');
      const received_at = new Date(Date.now() + round * MINUTE).toISOString();
      await store(aMessage(project, [anEvent()], { received_at }), aMessage(project, [anEvent()], { received_at }));
      expect(await onlyIssue()).toMatchObject({ status: 'unresolved', regressed_at: new Date(received_at) });
    }
    expect(await notifications()).toMatchObject([
      { occasion: 'new_issue', occurrence: 1 },
      { occasion: 'regression', occurrence: 1 },
      { occasion: 'regression', occurrence: 2 },
    ]);
  });

  it('stays resolved when an event was received before and was only slow on its way', async () => {
    await store(aMessage(project, [anEvent()]));
    const received_at = new Date().toISOString();
    await settle('resolved');
    await store(aMessage(project, [anEvent()], { received_at: ago(MINUTE) }), aMessage(project, [], { received_at }));
    expect(await onlyIssue()).toMatchObject({ status: 'resolved', event_count: 2, regressed_at: null });
  });

  it('stays ignored whatever comes', async () => {
    await store(aMessage(project, [anEvent()]));
    await settle('ignored');
    await store(aMessage(project, [anEvent()], { received_at: new Date(Date.now() + MINUTE).toISOString() }));
    expect(await onlyIssue()).toMatchObject({ status: 'ignored', event_count: 2 });
    expect(await notifications()).toHaveLength(1);
  });
});

describe('room and reading', () => {
  it('an event received on a day without a partition is stored', async () => {
    const received_at = '2026-01-02T03:04:05.678Z';
    await store(aMessage(project, [anEvent({ timestamp: received_at })], { received_at }));
    const { id } = await onlyIssue();
    const page = await listIssueEvents(context.database, tenant.scope, id, { limit: 10 });
    expect(page).toMatchObject([{ received_at: new Date(received_at), issue_id: id, project_id: project }]);
  });

  it('the event comes back as it was given', async () => {
    const processed = anEvent({ message: 'né 😀 \u0000', tags: { plan: 'pro' }, extra: { deep: [1, { x: null }] } });
    await store(aMessage(project, [processed]));
    const page = await listIssueEvents(context.database, tenant.scope, (await onlyIssue()).id, { limit: 10 });
    expect(page![0]!.event).toEqual(processed.event);
  });

  it('releases of an issue are counted up to some number, and known ones go on', async () => {
    const releases = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, place) => anEvent({ release: `shop@${1000 + from + place}` }));
    await store(aMessage(project, releases(0, 150)));
    await store(aMessage(project, [...releases(100, 300), anEvent({ group: 'other', release: 'shop@1' })]));
    await store(aMessage(project, [...releases(0, 1), ...releases(299, 300)]));
    const { rows } = await context.database.pool.query(
      `select count(*), max(value), sum(event_count)::bigint as events from issue_tag where project_id = $1 and value > 'shop@10'`,
      [project],
    );
    expect(rows).toEqual([{ count: 200, max: 'shop@1199', events: 251 }]);
    const known = await context.database.pool.query(`select from issue_tag where project_id = $1`, [project]);
    expect(known.rowCount).toBe(201);
  });

  it('environments and releases are counted', async () => {
    const production = { environment: 'production', release: 'shop@1' };
    await store(aMessage(project, [anEvent(production), anEvent({ ...production, release: 'x'.repeat(9_000) })]));
    const rows = await context.database.kysely
      .selectFrom('issue_tag')
      .select(['key', 'event_count'])
      .where('issue_id', '=', (await onlyIssue()).id)
      .orderBy('key')
      .orderBy('event_count')
      .execute();
    expect(rows).toEqual([
      { key: 'environment', event_count: 2 },
      { key: 'release', event_count: 1 },
      { key: 'release', event_count: 1 },
    ]);
  });
});

describe('what has no home', () => {
  it('messages of a deleted project are let go, and the others of their batch are stored', async () => {
    const gone = await projectOf(context.database, tenant);
    await deleteProject(context.database, tenant.scope, gone);
    const outcome = { category: 'session', outcome: 'dropped', reason: 'item_type_not_kept', quantity: 1 } as const;
    const batch = [aMessage(gone, [anEvent()], { outcomes: [outcome] }), aMessage(project, [anEvent()])];
    expect(await store(...batch)).toEqual({ stored: 1, duplicates: 0, newIssues: 1 });
    expect(await store(aMessage(newUuid(), [anEvent()]))).toEqual({ stored: 0, duplicates: 0, newIssues: 0 });
  });

  it('an empty batch, and a message of outcomes alone, are fine', async () => {
    expect(await store()).toEqual({ stored: 0, duplicates: 0, newIssues: 0 });
    const outcomesOnly = [{ category: 'default', outcome: 'invalid', reason: 'not_an_object', quantity: 2 }] as const;
    await store(aMessage(project, [], { outcomes: [...outcomesOnly] }));
    expect(await outcomes()).toEqual(['default invalid not_an_object 2']);
  });
});

it('a failure in the middle of a batch leaves nothing behind, and the batch can be stored later', async () => {
  const good = aMessage(project, [anEvent({ group: 'good' })]);
  const bad = aMessage(project, [anEvent({ group: 'bad', environment: 'nul \u0000' })]);
  await expect(store(good, bad)).rejects.toThrow(/invalid byte sequence/);
  expect(await issues()).toEqual([]);
  expect(await outcomes()).toEqual([]);
  expect(await store(good)).toMatchObject({ stored: 1, newIssues: 1 });
});
