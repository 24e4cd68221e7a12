import { listIssues } from '@railguard/store/issue-list';
import { issueStats, newIssueStats, organizationStats, projectStats, type TimeRange } from '@railguard/store/stats';
import { issuesStats, organizationStatsByProject, projectStatsBy } from '@railguard/store/stats-groups';
import { storeBatch } from '@railguard/store/store-batch';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
const HOUR_MS = 3_600_000;
const now = Date.now();
const range: TimeRange = { from: new Date(now - 3 * HOUR_MS), to: new Date(now + HOUR_MS), interval: '1h' };
let tenant: Tenant;
let project: string;
beforeEach(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
});

const store = (events: Parameters<typeof anEvent>[0][], projectId = project) =>
  storeBatch(context.database, context.layout, [aMessage(projectId, events.map(anEvent))]);
const total = (buckets: { count: number }[]) => buckets.reduce((sum, { count }) => sum + count, 0);
const by = async (dimension: 'environment' | 'release' | 'level') =>
  (await projectStatsBy(context.database, tenant.scope, project, dimension, range)).map(({ kind, value, total }) => {
    return kind === 'value' ? `${value} ${total}` : `${kind} ${total}`;
  });

describe('events of a project', () => {
  it('are counted by environment, release and level, and those that name none add up to the whole', async () => {
    await store([
      { environment: 'production', release: 'shop@1', level: 'fatal' },
      { environment: 'production', timestamp: new Date(now - HOUR_MS).toISOString() },
      { environment: 'staging' },
    ]);
    await store([{ environment: 'staging' }, { environment: 'staging' }, {}]);
    expect(await by('environment')).toEqual(['staging 3', 'production 2', 'none 1']);
    expect(await by('release')).toEqual(['shop@1 1', 'none 5']);
    expect(await by('level')).toEqual(['error 5', 'fatal 1']);
    const ofOne = (filter: object) => projectStats(context.database, tenant.scope, project, range, filter);
    const production = await ofOne({ environment: 'production' });
    expect(production.map(({ count }) => count).filter(Boolean)).toEqual([1, 1]);
    expect(total(await ofOne({ release: 'shop@1' }))).toBe(1);
    expect(total(await ofOne({ release: 'nothing' }))).toBe(0);
  });

  it('of more releases than are told apart in an hour are counted together', async () => {
    await store(Array.from({ length: 25 }, (_, n) => ({ release: `shop@${n}` })));
    await store(Array.from({ length: 25 }, (_, n) => ({ release: `shop@${n + 20}` })));
    const { rows } = await context.database.pool.query(
      `select count(*), sum(event_count) from dimension_hourly where project_id = $1 and dimension = 'release'`,
      [project],
    );
    expect(rows).toEqual([{ count: 31, sum: '50' }]);
    expect((await by('release')).slice(-1)).toEqual(['other 25']);
  });

  it('are invisible to others', async () => {
    await store([{ environment: 'production' }]);
    const { scope } = await createTenant(context.database);
    expect(await projectStatsBy(context.database, scope, project, 'environment', range)).toEqual([]);
    expect(total(await projectStats(context.database, scope, project, range))).toBe(0);
    expect(total(await newIssueStats(context.database, scope, project, range))).toBe(0);
    expect(await organizationStatsByProject(context.database, scope, tenant.organizationId, range)).toEqual([]);
  });
});

it('issues are counted by when they were first seen', async () => {
  const earlier = new Date(now - 2 * HOUR_MS).toISOString();
  await store([{ group: 'a', timestamp: earlier }, { group: 'a' }, { group: 'b' }]);
  const counts = (await newIssueStats(context.database, tenant.scope, project, range)).map(({ count }) => count);
  expect(counts.filter(Boolean)).toEqual([1, 1]);
});

it('an organisation is the sum of its projects', async () => {
  const other = await projectOf(context.database, tenant, { name: 'Other' });
  await store([{}, {}]);
  await store([{}, {}, {}], other);
  const { organizationId, scope } = tenant;
  expect(total(await organizationStats(context.database, scope, organizationId, range))).toBe(5);
  const each = await organizationStatsByProject(context.database, scope, organizationId, range);
  expect(each.map(({ id, total }) => [id, total])).toEqual([
    [other, 3],
    [project, 2],
  ]);
});

it('the series of several issues come in the order asked for, and none of others', async () => {
  await store([{ group: 'a' }, { group: 'b' }, { group: 'b' }]);
  const list = await listIssues(context.database, tenant.scope, project, {}, { sort: 'event_count', limit: 2 });
  const [b, a] = list.map(({ id }) => id) as [string, string];
  const stranger = await createTenant(context.database);
  const series = await issuesStats(context.database, tenant.scope, tenant.organizationId, [a, b], range);
  expect(series.map(({ id, total }) => [id, total])).toEqual([
    [a, 1],
    [b, 2],
  ]);
  expect(await issuesStats(context.database, stranger.scope, tenant.organizationId, [a, b], range)).toEqual([]);
  expect(total(await issueStats(context.database, tenant.scope, b, range))).toBe(2);
});
