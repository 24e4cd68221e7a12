import { setTimeout as sleep } from 'node:timers/promises';
import { MergeError, mergeIssues, unmergeIssues } from '@railguard/store/merge-issues';
import { storeBatch } from '@railguard/store/store-batch';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, type Tenant, until, useDatabase } from './fixture.ts';

const context = useDatabase();
let tenant: Tenant;
let project: string;

beforeEach(async () => {
  tenant = await createTenant(context.database);
});

const GROUPS = ['a', 'b', 'c', 'd', 'e'];
const aGroup = fc.constantFrom(...GROUPS);
const someGroups = fc.uniqueArray(aGroup, { minLength: 1, maxLength: 3 });

type Step =
  | { do: 'store'; events: { group: string; user: number; minutes: number; handled: boolean }[] }
  | { do: 'merge' | 'unmerge'; target: string; others: string[] };

const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('store' as const),
    events: fc.array(
      fc.record({
        group: aGroup,
        user: fc.integer({ min: 0, max: 5 }),
        minutes: fc.integer({ min: -120, max: 0 }),
        handled: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
  fc.record({ do: fc.constantFrom('merge' as const, 'unmerge' as const), target: aGroup, others: someGroups }),
);

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

function messageOf({ group, user, minutes, handled }: Extract<Step, { do: 'store' }>['events'][number]) {
  const event = anEvent({ group, user: `${user}`, timestamp: at(minutes), handled, environment: 'test' });
  return aMessage(project, [event], { received_at: at(0) });
}

async function idsByGroup(): Promise<Map<string, string>> {
  const { rows } = await context.database.pool.query<{ id: string; name: string }>(
    `select id, grouping_explanation -> 0 ->> 'value' as name from issue where project_id = $1`,
    [project],
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Does a step as far as the issues that it names exist; a merge that is refused is none. */
async function take(step: Step): Promise<void> {
  if (step.do === 'store') {
    await storeBatch(context.database, context.layout, step.events.map(messageOf));
    return;
  }
  const ids = await idsByGroup();
  const target = ids.get(step.target);
  const others = step.others.flatMap((group) => ids.get(group) ?? []);
  if (!target || others.length === 0) return;
  const change = step.do === 'merge' ? mergeIssues : unmergeIssues;
  await change(context.database, tenant.scope, tenant.organizationId, target, others).catch((error) => {
    if (!(error instanceof MergeError)) throw error;
  });
}

/**
 * What every issue says, beside what its events say: those of itself and of its members for one that people see, its
 * own for a member, and for what is kept of a target without its members.
 */
async function disagreements(): Promise<unknown[]> {
  const { rows } = await context.database.pool.query(
    `with part as (
       select id, id as counted_by, 'shown' as what from issue where project_id = $1 and merged_into_id is null
       union all select member.id, member.merged_into_id, 'shown' from issue member
         where project_id = $1 and merged_into_id is not null
       union all select id, id, 'member' from issue where project_id = $1 and merged_into_id is not null
       union all select issue_id, issue_id, 'own' from issue_own join issue on id = issue_id where project_id = $1
     ), expected as (
       select counted_by, what, count(event_id)::int as events, min(occurred_at) as first, max(occurred_at) as last,
              count(distinct part.id)::int as parts,
              (select count(distinct user_hash)::int from issue_user
               where issue_id = any(array_agg(part.id))) as users
       from part left join event on event.issue_id = part.id and event.project_id = $1
       group by counted_by, what
     ), said as (
       select id as counted_by, case when merged_into_id is null then 'shown' else 'member' end as what,
              event_count::int as events, first_seen as first, last_seen as last,
              case when merged_into_id is null then member_count + 1 else 1 end as parts, user_count::int as users
       from issue where project_id = $1
       union all
       select issue_id, 'own', own.event_count::int, own.first_seen, own.last_seen, 1, own.user_count::int
       from issue_own own join issue on id = issue_id where project_id = $1
     )
     (table expected except table said) union all (table said except table expected)`,
    [project],
  );
  return rows;
}

/** Beside what it counts: hours are of parts, and targets alone keep what is their own. */
async function strays(): Promise<unknown[]> {
  const { rows } = await context.database.pool.query(
    `select issue.id from issue
     left join issue_own as own on own.issue_id = issue.id
     left join (select issue_id, sum(event_count) as count from issue_hourly group by 1) as hourly on hourly.issue_id = issue.id
     left join issue as target on target.id = issue.merged_into_id
     where issue.project_id = $1 and (
       (own.issue_id is not null) <> (issue.member_count > 0)
       or hourly.count <> coalesce(own.event_count, issue.event_count)
       or target.merged_into_id is not null
       or (issue.merged_into_id is not null and issue.member_count > 0))`,
    [project],
  );
  return rows;
}

it('whatever is stored, merged and unmerged in whatever order, every issue counts its events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 4, maxLength: 14 }), async (steps) => {
      project = await projectOf(context.database, tenant);
      for (const step of steps) {
        await take(step);
        expect(await disagreements()).toEqual([]);
        expect(await strays()).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

it('unmerging everything gives what would be without any merge', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 4, maxLength: 10 }), async (steps) => {
      const plain = steps.filter((step) => step.do === 'store');
      const countsAfter = async (taken: Step[]) => {
        project = await projectOf(context.database, tenant);
        for (const step of taken) await take(step);
        for (const target of GROUPS) for (const other of GROUPS) await take({ do: 'unmerge', target, others: [other] });
        const { rows } = await context.database.pool.query(
          `select grouping_explanation -> 0 ->> 'value' as name, event_count, user_count, handled
           from issue where project_id = $1 order by 1`,
          [project],
        );
        return rows;
      };
      expect(await countsAfter(steps)).toEqual(await countsAfter(plain));
    }),
    { numRuns: 8 },
  );
}, 120_000);

it('workers that store while issues are merged and unmerged wait for nobody in a circle and lose no count', async () => {
  project = await projectOf(context.database, tenant);
  const event = (group: string, user: number) => ({ group, user, minutes: -user, handled: true });
  await take({ do: 'store', events: GROUPS.map((group) => event(group, 0)) });
  const workers = [0, 1, 2].map(async (worker) => {
    for (let round = 0; round < 25; round++) {
      const groups = worker % 2 ? GROUPS : GROUPS.toReversed();
      await take({ do: 'store', events: groups.map((group) => event(group, round % 6)) });
    }
  });
  const people = [0, 1].map(async () => {
    for (let round = 0; round < 30; round++) {
      const pick = () => GROUPS[Math.floor(Math.random() * GROUPS.length)]!;
      await take({ do: round % 3 === 2 ? 'unmerge' : 'merge', target: pick(), others: [pick(), pick()] });
      await sleep(Math.random() * 10);
    }
  });
  await Promise.all([...workers, ...people]);
  expect(await disagreements()).toEqual([]);
  expect(await strays()).toEqual([]);
  const { rows } = await context.database.pool.query('select count(*) from event where project_id = $1', [project]);
  expect(rows[0].count).toBe(GROUPS.length + 3 * 25 * GROUPS.length);
}, 60_000);

it('a member that an issue gets while somebody merges it goes along', async () => {
  project = await projectOf(context.database, tenant);
  const events = ['a', 'b', 'c'].map((group, user) => ({ group, user, minutes: 0, handled: true }));
  await take({ do: 'store', events });
  const ids = await idsByGroup();
  const [b, c] = [ids.get('b'), ids.get('c')];
  const client = await context.database.pool.connect();
  const isAnybodyWaiting = async () => {
    const { rows } = await client.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  };
  try {
    await client.query('begin');
    await client.query('select from issue where id = any($1) order by id for no key update', [[b, c]]);
    const merging = take({ do: 'merge', target: 'a', others: ['b'] });
    await until(isAnybodyWaiting);
    await client.query(
      `insert into issue_own select id, handled, first_seen, last_seen, first_received_at,
      last_received_at, event_count, user_count, user_hash_ceiling from issue where id = $1`,
      [b],
    );
    await client.query('update issue set member_count = 1, event_count = 2, user_count = 2 where id = $1', [b]);
    await client.query('update issue set merged_into_id = $1 where id = $2', [b, c]);
    await client.query('commit');
    await merging;
  } finally {
    client.release();
  }
  const { rows } = await context.database.pool.query('select member_count from issue where id = $1', [ids.get('a')]);
  expect(rows).toEqual([{ member_count: 2 }]);
  expect(await disagreements()).toEqual([]);
  expect(await strays()).toEqual([]);
});
