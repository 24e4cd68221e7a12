import { listIssues, listOrganizationIssues } from '@railguard/store/issue-list';
import { findCommonTags } from '@railguard/store/issue-search/common-tags';
import { updateIssue } from '@railguard/store/issues';
import { storeBatch } from '@railguard/store/store-batch';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, search, type Tenant, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
const page = { sort: 'last_seen', limit: 100 } as const;

beforeAll(async () => {
  tenant = await createTenant(context.database);
  project = await projectOf(context.database, tenant);
  const events = [
    ...['ann', 'ben', 'ann'].map((user) =>
      anEvent({
        group: 'cart',
        title: 'Cart is empty',
        timestamp: ago(1),
        user,
        tagged: [
          ['environment', 'production'],
          ['release', 'shop@1.4.2'],
          ['user.email', `${user}@example.com`],
          ['url', 'https://shop.example/cart?a=b:c'],
        ],
      }),
    ),
    anEvent({
      group: 'disk',
      title: 'Disk is full',
      culprit: 'ops/disk.rb',
      timestamp: ago(50),
      level: 'fatal',
      platform: 'ruby',
      handled: false,
      tagged: [
        ['environment', 'staging'],
        ['odd key', '100%_*'],
      ],
    }),
    anEvent({ group: 'old', title: 'Old warning', timestamp: ago(24 * 20), level: 'warning', tagged: [] }),
    anEvent({ group: 'done', title: 'Done with', timestamp: ago(2), level: 'info', tagged: [] }),
    anEvent({ group: 'again', title: 'Here again', timestamp: ago(3), tagged: [] }),
  ];
  const store = (some: typeof events) => storeBatch(context.database, context.layout, [aMessage(project, some)]);
  await store(events);
  const change = async (title: string, to: Parameters<typeof updateIssue>[3]) => {
    const issues = await listIssues(context.database, tenant.scope, project, {}, page);
    await updateIssue(context.database, tenant.scope, issues.find((issue) => issue.title === title)!.id, to);
  };
  await change('Done with', { status: 'resolved' });
  await change('Here again', { status: 'resolved' });
  await store([anEvent({ group: 'again', title: 'Here again', tagged: [] })]);
  await change('Old warning', { status: 'ignored' });
  await change('Disk is full', { assignee_id: tenant.scope.userId });
});

const TITLES = ['Cart is empty', 'Disk is full', 'Old warning', 'Done with', 'Here again'];
const all = (...but: string[]) => TITLES.filter((title) => !but.includes(title));

async function titles(text: string): Promise<string[]> {
  const filter = { query: search(text) };
  const ofProject = await listIssues(context.database, tenant.scope, project, filter, page);
  const searched = { organizationId: tenant.organizationId };
  const everywhere = await listOrganizationIssues(context.database, tenant.scope, searched, filter, page);
  expect(everywhere).toEqual(ofProject);
  return ofProject.map(({ title }) => title).sort();
}

describe.each<[name: string, searches: [text: string, expected: string[]][]]>([
  [
    'state',
    [
      ['is:unresolved', ['Cart is empty', 'Disk is full', 'Here again']],
      ['is:[resolved,ignored]', ['Done with', 'Old warning']],
      ['!is:resolved', all('Done with')],
      ['is:regressed', ['Here again']],
      ['!is:regressed', all('Here again')],
      ['is:[regressed,resolved]', ['Here again', 'Done with']],
      ['is:unhandled', ['Disk is full']],
      ['is:assigned', ['Disk is full']],
      ['is:unassigned is:unresolved', ['Cart is empty', 'Here again']],
      ['is:new', all('Old warning')],
      ['is:resolved is:ignored', []],
      ['is:[unhandled,ignored]', ['Disk is full', 'Old warning']],
    ],
  ],
  [
    'level and columns',
    [
      ['level:fatal', ['Disk is full']],
      ['level:>=error', ['Cart is empty', 'Disk is full', 'Here again']],
      ['!level:[fatal,error]', ['Done with', 'Old warning']],
      ['handled:no', ['Disk is full']],
      ['!handled:no', all('Disk is full')],
      ['platform:rub*', ['Disk is full']],
      ['platform:[ruby,node]', TITLES],
      ['type:error', TITLES],
      ['project:shop', TITLES],
      ['!project:sh*', []],
    ],
  ],
  [
    'assignee',
    [
      ['assigned:me', ['Disk is full']],
      ['!assigned:me', all('Disk is full')],
      ['assigned:none', all('Disk is full')],
      ['assigned:[me,none]', TITLES],
      ['assigned:nobody@example.com', []],
      ['!assigned:nobody@example.com', TITLES],
    ],
  ],
  [
    'tags',
    [
      ['environment:production', ['Cart is empty']],
      ['environment:[production,staging]', ['Cart is empty', 'Disk is full']],
      ['!environment:production', all('Cart is empty')],
      ['release:shop@1.*', ['Cart is empty']],
      ['release:*@*.2', ['Cart is empty']],
      ['user.email:ben@example.com', ['Cart is empty']],
      ['user.email:*@example.org', []],
      ['url:https://shop.example/cart?a=b:c', ['Cart is empty']],
      ['tags[odd]:x', []],
      ['has:"odd key"', ['Disk is full']],
      ['has:release', ['Cart is empty']],
      ['!has:environment', ['Done with', 'Here again', 'Old warning']],
    ],
  ],
  [
    'text',
    [
      ['is', ['Cart is empty', 'Disk is full']],
      ['IS "disk is"', ['Disk is full']],
      ['!is ops', []],
      ['!"is empty"', all('Cart is empty')],
      ['OPS/disk', ['Disk is full']],
    ],
  ],
  [
    'counts',
    [
      ['timesSeen:>1', ['Cart is empty', 'Here again']],
      ['timesSeen:3', ['Cart is empty']],
      ['!timesSeen:>=2', ['Disk is full', 'Done with', 'Old warning']],
      ['users:2', ['Cart is empty']],
      ['users:<1', all('Cart is empty')],
    ],
  ],
  [
    'times',
    [
      ['age:-24h', ['Cart is empty', 'Done with', 'Here again']],
      ['age:+24h', ['Disk is full', 'Old warning']],
      ['age:>7d', ['Old warning']],
      ['lastSeen:-90m', ['Cart is empty', 'Here again']],
      ['firstSeen:+7d', ['Old warning']],
      [`firstSeen:${ago(50).slice(0, 10)} level:fatal`, ['Disk is full']],
      [`firstSeen:${ago(100).slice(0, 10)}`, []],
      [`lastSeen:>${ago(2.5)}`, ['Cart is empty', 'Done with', 'Here again']],
      [`!lastSeen:>=${ago(2.5)}`, ['Disk is full', 'Old warning']],
    ],
  ],
])('by %s', (_, searches) => {
  it.each(searches)('%s', async (text, expected) => {
    expect(await titles(text)).toEqual(expected.toSorted());
  });
});

it('by what most issues do not lack, which is read another way', async () => {
  await sql`
    insert into project_tag (project_id, key, value, issue_count, event_count, last_seen)
    values (${project}, 'environment', 'production', 5000, 5000, now())
    on conflict (project_id, key, value) do update set issue_count = 5000`.execute(context.database.kysely);
  const common = await findCommonTags(context.database.kysely, search('!environment:production'), sql`${project}`);
  expect([...common]).toEqual([JSON.stringify(['environment', 'production'])]);
  expect(await titles('!environment:production')).toEqual(all('Cart is empty').toSorted());
  expect(await titles('!environment:production !environment:staging')).toEqual(
    all('Cart is empty', 'Disk is full').toSorted(),
  );
});
