import type { Tag } from '@railguard/protocol/processed';
import { keepHouse } from '@railguard/store/housekeeping';
import { issueFacets } from '@railguard/store/issue-facets';
import { deleteIssue } from '@railguard/store/issues';
import { deleteProject } from '@railguard/store/projects';
import { storeBatch } from '@railguard/store/store-batch';
import { listIssueTags, listProjectTags, listProjectTagValues } from '@railguard/store/tag-values';
import { foldTags } from '@railguard/store/tags/fold-tags';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, search, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;

beforeAll(async () => {
  tenant = await createTenant(context.database);
});
beforeEach(async () => {
  project = await projectOf(context.database, tenant);
});

const store = (...events: ReturnType<typeof anEvent>[]) =>
  storeBatch(context.database, context.layout, [aMessage(project, events)]);
const fold = async () => {
  while (await foldTags(context.database));
};
const tagged = (count: number, tagsOf: (place: number) => Tag[], group = 'a') =>
  Array.from({ length: count }, (_, place) => anEvent({ group, tagged: tagsOf(place) }));

/** What is counted of a project: of each key its values, events and what was left out. */
async function counts() {
  const { rows } = await context.database.pool.query(
    `select key, sum(values)::int as values, sum(events)::int as events, sum(left_out)::int as left_out from (
       select key, 1 as values, event_count as events, 0 as left_out from issue_tag where project_id = $1
       union all
       select key, 0, 0, left_out.event_count from issue_tag_left_out as left_out
       join issue on issue.id = left_out.issue_id where issue.project_id = $1
     ) as counted group by key order by key`,
    [project],
  );
  return Object.fromEntries(rows.map(({ key, ...counted }) => [key, counted]));
}

async function rollup() {
  const { rows } = await context.database.pool.query(
    `select key, value, issue_count::int, event_count::int from project_tag where project_id = $1 order by key, value`,
    [project],
  );
  return rows.map(({ key, value, issue_count, event_count }) => [key, value, issue_count, event_count]);
}

/** The rollup as it must be: counted anew from the tags of issues. */
async function recounted() {
  const { rows } = await context.database.pool.query(
    `select key, value, count(*)::int as issues, sum(event_count)::int as events from issue_tag
     where project_id = $1 group by key, value order by key, value`,
    [project],
  );
  return rows.map(({ key, value, issues, events }) => [key, value, issues, events]);
}

describe('the tags of an issue', () => {
  it('of a large batch are the same as those of many small ones, once they are counted', async () => {
    const tagsOf = (place: number): Tag[] => [
      ['plan', place % 3 === 0 ? 'free' : 'pro'],
      ['place', String(place % 450)],
    ];
    const groups = (place: number) => `g${place % 5}`;
    const events = Array.from({ length: 1_000 }, (_, place) =>
      anEvent({ group: groups(place), tagged: tagsOf(place) }),
    );
    await store(...events);
    expect(await counts()).toEqual({});
    await fold();
    const large = await counts();
    const largeRollup = await rollup();

    project = await projectOf(context.database, tenant);
    for (let from = 0; from < 1_000; from += 100) {
      const again = Array.from({ length: 100 }, (_, offset) =>
        anEvent({ group: groups(from + offset), tagged: tagsOf(from + offset) }),
      );
      await store(...again);
    }
    expect(await counts()).toEqual(large);
    await fold();
    expect(await rollup()).toEqual(largeRollup);
    expect(large).toEqual({
      place: { values: 450, events: 1_000, left_out: 0 },
      plan: { values: 10, events: 1_000, left_out: 0 },
    });
  });

  it.each([3, 500])('were seen when its events happened, in a batch with %i others too', async (others) => {
    const [first, last] = ['2026-11-20T10:00:00.123Z', '2026-11-21T11:00:00.456Z'];
    const seen = [last, first].map((timestamp) => anEvent({ timestamp, tagged: [['plan', 'pro']] }));
    await store(...seen, ...tagged(others, (place) => [['place', String(place)]]));
    await fold();
    const { rows } = await context.database.pool.query(
      `select first_seen, last_seen from issue_tag where project_id = $1 and key = 'plan'`,
      [project],
    );
    expect(rows).toEqual([{ first_seen: new Date(first!), last_seen: new Date(last!) }]);
  });

  it('are two hundred values of a key; known ones are counted further and the others as left out', async () => {
    await store(...tagged(190, (place) => [['release', `r${place}`]]));
    await store(...tagged(20, (place) => [['release', `s${place}`]]));
    await store(...tagged(5, () => [['release', 'r7']]));
    expect(await counts()).toEqual({ release: { values: 200, events: 205, left_out: 10 } });
  });

  it('are a hundred keys, and of others nothing is kept', async () => {
    const keys =
      (from: number) =>
      (place: number): Tag[] =>
        Array.from({ length: 10 }, (_, offset) => [`key-${from + place * 10 + offset}`, 'x']);
    await store(...tagged(6, keys(0)));
    await store(...tagged(6, keys(60)));
    await store(...tagged(6, keys(0)));
    const counted = await counts();
    expect(Object.keys(counted)).toHaveLength(100);
    expect(counted['key-0']).toEqual({ values: 1, events: 2, left_out: 0 });
  });

  it('of a key that is different in nearly every event are no longer looked at', async () => {
    for (let from = 0; from < 1_400; from += 200) {
      await store(
        ...tagged(200, (place) => [
          ['request', `r-${from + place}`],
          ['plan', 'pro'],
        ]),
      );
    }
    await store(...tagged(3, () => [['request', 'r-0']]));
    const { rows } = await context.database.pool.query('select key, is_closed from issue_tag_left_out');
    expect(rows).toContainEqual({ key: 'request', is_closed: true });
    expect(await counts()).toEqual({
      plan: { values: 1, events: 1_400, left_out: 0 },
      request: { values: 200, events: 200, left_out: 1_203 },
    });
    const [issue] = (await context.database.pool.query('select id from issue where project_id = $1', [project])).rows;
    const [first] = await listIssueTags(context.database, tenant.scope, issue.id);
    expect(first).toMatchObject({ key: 'request', event_count: 1_403, has_more_values: true, is_unique: true });
  });

  it('that were noted down of an issue that is gone are forgotten', async () => {
    await store(...tagged(500, (place) => [['place', String(place)]]));
    const [issue] = (await context.database.pool.query('select id from issue where project_id = $1', [project])).rows;
    await deleteIssue(context.database, tenant.scope, issue.id);
    await fold();
    expect(await counts()).toEqual({});
    const { rows } = await context.database.pool.query('select from issue_tag_pending');
    expect(rows).toHaveLength(0);
  });
});

describe('the tags of a project', () => {
  it('are those of its issues, whatever becomes of them', async () => {
    await store(
      ...tagged(3, () => [['plan', 'pro']], 'a'),
      ...tagged(2, (place) => [['plan', ['pro', 'free'][place]!]], 'b'),
    );
    await fold();
    expect(await rollup()).toEqual([
      ['plan', 'free', 1, 1],
      ['plan', 'pro', 2, 4],
    ]);
    await store(...tagged(4, () => [['plan', 'pro']], 'b'));
    await fold();
    expect(await rollup()).toEqual(await recounted());
    const { rows } = await context.database.pool.query(
      `select issue_id from issue_tag where project_id = $1 and value = 'free'`,
      [project],
    );
    await deleteIssue(context.database, tenant.scope, rows[0].issue_id);
    await fold();
    expect(await rollup()).toEqual([['plan', 'pro', 1, 3]]);
  });

  it('that are too old are gone from both', async () => {
    await store(...tagged(1, () => [['plan', 'pro']]));
    await fold();
    await context.database.pool.query(`update issue_tag set last_seen = now() - interval '91 days'`);
    await keepHouse(context.database, context.layout, { retentionDays: 90 });
    await fold();
    expect([await counts(), await rollup()]).toEqual([{}, []]);
  });

  it('go with it', async () => {
    await store(...tagged(1, () => [['plan', 'pro']]));
    await fold();
    await deleteProject(context.database, tenant.scope, project);
    await keepHouse(context.database, context.layout, { retentionDays: 90 });
    await fold();
    expect([await counts(), await rollup()]).toEqual([{}, []]);
  });

  it('are two thousand values of a key at most', async () => {
    for (let group = 0; group < 11; group++) {
      await store(...tagged(200, (place) => [['request', `r-${group}-${place}`]], `g${group}`));
    }
    await fold();
    expect((await rollup()).length).toBe(2_000);
    const [key] = await listProjectTags(context.database, tenant.scope, project, { limit: 10 });
    expect(key).toMatchObject({ key: 'request', value_count: 2_000, has_more_values: true });
  });

  it('are seen by nobody else', async () => {
    await store(...tagged(1, () => [['plan', 'pro']]));
    await fold();
    const { scope } = await createTenant(context.database);
    expect(await listProjectTags(context.database, scope, project, { limit: 10 })).toEqual([]);
    expect(await listProjectTagValues(context.database, scope, project, 'plan', { limit: 10 })).toEqual([]);
    const [issue] = (await context.database.pool.query('select id from issue where project_id = $1', [project])).rows;
    expect(await listIssueTags(context.database, scope, issue.id)).toEqual([]);
  });
});

it('several at once count everything once', async () => {
  for (let batch = 0; batch < 6; batch++) {
    await store(
      ...tagged(
        500,
        (place) => [
          ['place', String((batch * 500 + place) % 190)],
          ['plan', 'pro'],
        ],
        `g${batch % 2}`,
      ),
    );
  }
  await Promise.all([fold(), fold(), fold(), store(...tagged(50, () => [['plan', 'pro']], 'g0'))]);
  await fold();
  expect(await counts()).toMatchObject({
    place: { events: 3_000, left_out: 0 },
    plan: { values: 2, events: 3_050, left_out: 0 },
  });
  expect(await rollup()).toEqual(await recounted());
});

it('facets of a search are those of the issues that match', async () => {
  await store(
    ...tagged(1, () => [['environment', 'production']], 'a'),
    ...tagged(1, () => [['environment', 'staging']], 'b'),
    anEvent({ group: 'c', level: 'fatal', tagged: [['environment', 'production']] }),
  );
  const searched = { organizationId: tenant.organizationId, projectIds: [project] };
  const filter = { query: search('level:error') };
  const { issue_count, facets } = await issueFacets(context.database, tenant.scope, searched, filter);
  expect(issue_count).toBe(2);
  expect(facets).toContainEqual({
    key: 'environment',
    values: [
      { value: 'production', issue_count: 1 },
      { value: 'staging', issue_count: 1 },
    ],
    is_sampled: false,
  });
});
