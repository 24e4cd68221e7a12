import { createDatabase } from '@railguard/store/database';
import { navigateEvents } from '@railguard/store/event-navigation';
import { findEvent, findIssueEvent, listIssueEvents } from '@railguard/store/events';
import { findKey } from '@railguard/store/ingest-key';
import { issueFacets } from '@railguard/store/issue-facets';
import { type IssueFilter, type IssuePage, listIssues, listOrganizationIssues } from '@railguard/store/issue-list';
import { getIssue } from '@railguard/store/issues';
import { findInLedger } from '@railguard/store/ledger';
import { currentCursor, missedBy } from '@railguard/store/live-replay';
import { projectOutcomes } from '@railguard/store/outcomes';
import { issueStats, newIssueStats, projectStats } from '@railguard/store/stats';
import { issuesStats, organizationStatsByProject, projectStatsBy } from '@railguard/store/stats-groups';
import { storeBatch } from '@railguard/store/store-batch';
import { listIssueTags, listIssueTagValues, listProjectTags, listProjectTagValues } from '@railguard/store/tag-values';
import { foldTags } from '@railguard/store/tags/fold-tags';
import { beforeAll, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, search, silent, type Tenant, useDatabase } from './fixture.ts';
import { seed } from './seed.ts';

/**
 * The hottest queries on a database of some size: none reads a whole table, and partitions that cannot hold an answer
 * are not touched. The functions themselves run, on a connection whose server explains everything it executes.
 */
const context = useDatabase();
let tenant: Tenant;
let project: string;

beforeAll(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
  await seed(context.database, context.layout, project, await projectOf(context.database, tenant));
}, 120_000);

/** Runs `work` and answers the plans of its statements, as PostgreSQL executed them. */
async function plansOf(work: (database: typeof context.database) => Promise<unknown>): Promise<string> {
  const plans: string[] = [];
  const database = createDatabase({
    url: context.url,
    maxConnections: 1,
    applicationName: 'plans',
    log: silent,
  });
  database.pool.on('connect', (client) => {
    client.on('notice', (notice) => plans.push(notice.message ?? ''));
  });
  const client = await database.pool.connect();
  await client.query(`load 'auto_explain'`);
  for (const setting of ['log_min_duration = 0', 'log_analyze = on', 'log_timing = off', 'log_level = notice']) {
    await client.query(`set auto_explain.${setting}`);
  }
  client.release();
  await work(database);
  await database.close();
  return plans.join('\n');
}

/** Tables read from end to end, the tiny ones aside. */
function wholeReads(plans: string): string[] {
  const scans = [...plans.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table!);
  const large = [
    /^(event|issue|project_tag|message_receipt|live_message)/,
    /^(project_hourly|outcome_hourly|dimension_hourly|ledger|accepted)/,
  ];
  return scans.filter((table) => table !== TOMORROW && large.some((name) => name.test(table)));
}

/** Empty, and so cheapest read whole: in the hour before midnight the search for earlier copies reaches into it. */
const TOMORROW = `event_${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}`;

/** Partitions that were really read. */
function partitionsRead(plans: string): Set<string> {
  const scans = plans.matchAll(/Scan(?: Backward)? (?:using \w+ )?on (event_\d{8})\b[^\n]*\(actual/g);
  return new Set([...scans].map(([, table]) => table!));
}

const list = (filter: IssueFilter, page: Partial<IssuePage> = {}) =>
  plansOf((database) => listIssues(database, tenant.scope, project, filter, { sort: 'last_seen', limit: 25, ...page }));

const anIssue = async () => {
  const [issue] = await listIssues(context.database, tenant.scope, project, {}, { sort: 'last_seen', limit: 1 });
  return issue!.id;
};

/** The most rows that any step of a plan handled in one loop. */
function mostRows(plans: string): number {
  return Math.max(...[...plans.matchAll(/actual rows=([\d.]+)/g)].map(([, rows]) => Number(rows)));
}

describe('the issue list', () => {
  it.each(['last_seen', 'first_seen', 'event_count', 'user_count'] as const)(
    'by %s reads a page and no more',
    async (sort) => {
      const plans = await list({ statuses: ['unresolved'] }, { sort });
      expect(plans).toContain(`issue_${sort}`);
      expect(wholeReads(plans)).toEqual([]);
      expect(mostRows(plans)).toBeLessThanOrEqual(25);
    },
  );

  it('of every status reads a page of each', async () => {
    const plans = await list({});
    expect(wholeReads(plans)).toEqual([]);
    expect(mostRows(plans)).toBeLessThanOrEqual(75);
  });

  it('goes on from a cursor without reading what came before', async () => {
    const value = new Date(Date.now() - 3 * 86_400_000);
    const plans = await list({ statuses: ['resolved'] }, { after: { value, id: project } });
    expect(wholeReads(plans)).toEqual([]);
    expect(mostRows(plans)).toBeLessThanOrEqual(25);
  });

  it('searches rare text by its trigrams', async () => {
    const plans = await list({ statuses: ['unresolved'], query: search('c4ca4238a0') });
    expect(plans).toContain('issue_search_text');
    expect(wholeReads(plans)).toEqual([]);
  });

  it('searches common text without reading a table', async () => {
    expect(wholeReads(await list({ query: search('error') }))).toEqual([]);
  });

  it('filters by an environment, common or rare, without reading a table', async () => {
    expect(wholeReads(await list({ environment: 'production' }))).toEqual([]);
    const plans = await list({ environment: 'staging' });
    expect(plans).toContain('issue_tag_value');
    expect(wholeReads(plans)).toEqual([]);
    expect(mostRows(plans)).toBeLessThan(500);
  });

  it('filters by several tags, and without one, without reading a table', async () => {
    const plans = await list({
      statuses: ['unresolved'],
      query: search('environment:staging !environment:production'),
    });
    expect(wholeReads(plans)).toEqual([]);
    expect(wholeReads(await list({ query: search('!environment:production level:error') }))).toEqual([]);
    expect(wholeReads(await list({ query: search('environment:prod*') }))).toEqual([]);
  });

  it('finds a whole short id by its number', async () => {
    const plans = await list({ query: search('shop-1234') });
    expect(plans).toContain('issue_project_id_number_key');
    expect(wholeReads(plans)).toEqual([]);
  });
});

describe('the issue list across projects', () => {
  const searched = () => ({ organizationId: tenant.organizationId });
  const across = (filter: IssueFilter, page: Partial<IssuePage> = {}) =>
    plansOf((database) =>
      listOrganizationIssues(database, tenant.scope, searched(), filter, { sort: 'last_seen', limit: 25, ...page }),
    );

  it.each(['last_seen', 'first_seen', 'event_count', 'user_count'] as const)(
    'by %s reads a page of each project and status',
    async (sort) => {
      const plans = await across({}, { sort });
      expect(plans).toContain(`issue_${sort}`);
      expect(wholeReads(plans)).toEqual([]);
      expect(mostRows(plans)).toBeLessThanOrEqual(2 * 3 * 25);
    },
  );

  it('goes on from a cursor without reading what came before', async () => {
    const value = new Date(Date.now() - 3 * 86_400_000);
    const plans = await across({ statuses: ['resolved'] }, { after: { value, id: project } });
    expect(wholeReads(plans)).toEqual([]);
    expect(mostRows(plans)).toBeLessThanOrEqual(2 * 25);
  });

  it('searches text and tags without reading a table', async () => {
    const text = await across({ query: search('c4ca4238a0') });
    expect(text).toContain('issue_search_text');
    expect(wholeReads(text)).toEqual([]);
    expect(wholeReads(await across({ query: search('is:unresolved environment:staging !has:release') }))).toEqual([]);
  });

  it('counts facets of at most ten thousand issues without reading a table', async () => {
    const facets = (filter: IssueFilter) =>
      plansOf((database) => issueFacets(database, tenant.scope, searched(), filter));
    expect(wholeReads(await facets({}))).toEqual([]);
    expect(wholeReads(await facets({ query: search('is:unresolved environment:staging') }))).toEqual([]);
  });
});

describe('tags', () => {
  it('of a project and of an issue are read by their keys', async () => {
    const id = await anIssue();
    for (const work of [
      (database: typeof context.database) => listProjectTags(database, tenant.scope, project, { limit: 25 }),
      (database: typeof context.database) =>
        listProjectTagValues(database, tenant.scope, project, 'release', { limit: 25 }),
      (database: typeof context.database) => listIssueTags(database, tenant.scope, id),
      (database: typeof context.database) => listIssueTagValues(database, tenant.scope, id, 'release', { limit: 25 }),
    ]) {
      expect(wholeReads(await plansOf(work))).toEqual([]);
    }
  });

  it('are counted, of a batch and of what was noted down, without reading a table', async () => {
    const events = Array.from({ length: 600 }, (_, place) =>
      anEvent({ group: `g${place % 50}`, tagged: [['place', String(place)]] }),
    );
    const other = await projectOf(context.database, tenant);
    await storeBatch(context.database, context.layout, [aMessage(other, events)]);
    const plans = await plansOf((database) => foldTags(database));
    expect(plans).toContain('issue_tag_pkey');
    // What is to be folded is read as it lies there.
    const rest = wholeReads(plans).filter((table) => !['issue_tag_pending', 'project_tag_change'].includes(table));
    expect(rest).toEqual([]);
  });
});

describe('one issue', () => {
  it('is read by its key', async () => {
    const id = await anIssue();
    expect(wholeReads(await plansOf((database) => getIssue(database, tenant.scope, id)))).toEqual([]);
  });

  it('has its events read from the partitions they can be in, a page at most of each', async () => {
    const id = await anIssue();
    const plans = await plansOf((database) => listIssueEvents(database, tenant.scope, id, { limit: 25 }));
    expect(wholeReads(plans)).toEqual([]);
    expect(plans).toMatch(/event_\d{8}_issue_id/);
    expect(partitionsRead(plans).size).toBeLessThanOrEqual(3);
    for (const which of ['latest', 'first'] as const) {
      const plan = await plansOf((database) => findIssueEvent(database, tenant.scope, id, which));
      expect(wholeReads(plan)).toEqual([]);
      expect(mostRows(plan)).toBe(1);
    }
  });

  it('tells the neighbours of an event by short walks and a bounded count', async () => {
    const id = await anIssue();
    const latest = await findIssueEvent(context.database, tenant.scope, id, 'latest');
    const place = { received_at: latest!.received_at, event_id: latest!.event.event_id };
    for (const filter of [{}, { environment: 'production' }]) {
      const plans = await plansOf((database) => navigateEvents(database, tenant.scope, id, place, filter));
      expect(wholeReads(plans)).toEqual([]);
      expect(plans).toMatch(/event_\d{8}_issue_id/);
      expect(mostRows(plans)).toBeLessThanOrEqual(10);
    }
  });
});

describe('counts over time', () => {
  const range = { from: new Date(Date.now() - 2 * 86_400_000), to: new Date(), interval: '1h' } as const;

  it('of an issue, or of several, are read by key', async () => {
    const id = await anIssue();
    const ids = [id];
    const one = await plansOf((database) => issueStats(database, tenant.scope, id, range));
    const many = await plansOf((database) => {
      return issuesStats(database, tenant.scope, tenant.organizationId, ids, range);
    });
    expect(wholeReads(one + many)).toEqual([]);
  });

  it('by release are read by key, those hours alone', async () => {
    const plans = await plansOf((database) => projectStatsBy(database, tenant.scope, project, 'release', range));
    expect(wholeReads(plans)).toEqual([]);
    expect(plans).toContain('dimension_hourly_pkey');
    expect(mostRows(plans)).toBeLessThanOrEqual(150);
  });

  it('of new issues are read along the index by first sight', async () => {
    const plans = await plansOf((database) => newIssueStats(database, tenant.scope, project, range));
    expect(plans).toContain('issue_first_seen');
    expect(wholeReads(plans)).toEqual([]);
  });

  it('of an organisation are read by key', async () => {
    const { organizationId, scope } = tenant;
    const plans = await plansOf((database) => organizationStatsByProject(database, scope, organizationId, range));
    expect(wholeReads(plans)).toEqual([]);
  });
});

it('where an event is is asked of keys alone', async () => {
  const plans = await plansOf((database) => findInLedger(database, tenant.scope, project, 'f'.repeat(32)));
  expect(wholeReads(plans)).toEqual([]);
  expect(plans).toContain('ledger_entry_pkey');
  expect(plans).toContain('accepted_recent_pkey');
});

it('an event is found by its id through the key of each partition', async () => {
  const { rows } = await context.database.pool.query('select event_id from event where project_id = $1 limit 1', [
    project,
  ]);
  const plans = await plansOf((database) => findEvent(database, tenant.scope, project, rows[0].event_id));
  expect(plans).toMatch(/event_\d{8}_pkey/);
  expect(wholeReads(plans)).toEqual([]);
});

it('counts of a project are read by key', async () => {
  const range = { from: new Date(Date.now() - 2 * 86_400_000), to: new Date(), interval: '1h' } as const;
  expect(wholeReads(await plansOf((database) => projectStats(database, tenant.scope, project, range)))).toEqual([]);
  expect(wholeReads(await plansOf((database) => projectOutcomes(database, tenant.scope, project, range)))).toEqual([]);
});

it('a key is found by its public part', async () => {
  const plans = await plansOf((database) => findKey(database, 'a'.repeat(32)));
  expect(plans).toContain('project_key_public_key_key');
});

it('what a reader of the stream missed is read by project, and no more than it is told', async () => {
  await context.database.pool.query(
    `insert into live_message (project_id, type, issue_ids)
     select gen_random_uuid(), 'issue.updated', array[gen_random_uuid()] from generate_series(1, 50000)`,
  );
  const cursor = await currentCursor(context.database);
  await context.database.pool.query(
    `insert into live_message (project_id, type) select $1, 'issue.new' from generate_series(1, 5000)`,
    [project],
  );
  await context.database.pool.query('analyze live_message');
  const plans = await plansOf((database) => missedBy(database, tenant.scope, {}, cursor));
  expect(plans).toContain('live_message_replay');
  expect(wholeReads(plans)).toEqual([]);
  expect(mostRows(plans)).toBeLessThanOrEqual(1_001);
});

describe('storing a batch', () => {
  const batch = (timestamp: string) =>
    Array.from({ length: 500 }, (_, place) => aMessage(project, [anEvent({ group: `g${place % 50}`, timestamp })]));
  const store = (timestamp: string) => plansOf((database) => storeBatch(database, context.layout, batch(timestamp)));

  it('reads no table from end to end', async () => {
    await store(new Date().toISOString());
    expect(wholeReads(await store(new Date().toISOString()))).toEqual([]);
  });

  it('looks for earlier copies of fresh events in the last days only', async () => {
    const plans = await store(new Date().toISOString());
    expect(partitionsRead(plans).size).toBeGreaterThanOrEqual(1);
    expect(partitionsRead(plans).size).toBeLessThanOrEqual(3);
  });

  it('looks further back for late ones', async () => {
    const plans = await store(new Date(Date.now() - 4 * 86_400_000).toISOString());
    expect(partitionsRead(plans).size).toBeGreaterThanOrEqual(5);
    expect(wholeReads(plans)).toEqual([]);
  });
});
