import type { Database } from '@railguard/store/database';
import type { Layout } from '@railguard/store/layout/layout';
import { encodePayload } from '@railguard/store/payload';
import { foldTags } from '@railguard/store/tags/fold-tags';
import { anEvent } from './fixture.ts';

const DAY_MS = 86_400_000;

/**
 * 20,000 issues and 200,000 events of one project over the last ten days, and a tenth of that of another project,
 * written by PostgreSQL itself. All of them have the same payload: plans do not depend on it.
 */
export async function seed(database: Database, layout: Layout, projectId: string, otherId: string): Promise<void> {
  const now = Date.now();
  await layout.makeRoom(new Date(now - 10 * DAY_MS), new Date(now));
  for (const [project, issues] of [
    [projectId, 20_000],
    [otherId, 2_000],
  ] as const) {
    await database.pool.query(ISSUES, [project, issues]);
    await database.pool.query(EVENTS, [project, encodePayload(anEvent().event)]);
    for (const statement of FROM_ISSUES) await database.pool.query(statement, [project]);
  }
  while (await foldTags(database));
  await database.pool.query(TAGS_OF_PROJECT, [otherId]);
  for (const statement of OTHERS) await database.pool.query(statement);
  await database.pool.query('vacuum analyze');
}

const ISSUES = `
  insert into issue (id, project_id, number, grouping_hash, grouping_algorithm, grouping_explanation, title, culprit,
                     level, status, first_seen, last_seen, first_received_at, last_received_at, event_count,
                     user_count)
  select gen_random_uuid(), $1::uuid, n, md5(n::text), 'v1', '[]', 'Error ' || md5(n::text), 'app/' || n % 500 || '.rb',
         'error', case when n % 10 < 6 then 'unresolved' when n % 10 < 9 then 'resolved' else 'ignored' end,
         seen - interval '2 days', seen, seen - interval '2 days', seen, 10, n % 100
  from (select n, now() - random() * interval '7 days' as seen from generate_series(1, $2::integer) as n) as numbered`;

const EVENTS = `
  insert into event
  select project_id, gen_random_uuid(), last_received_at - n * interval '4 hours', id, last_seen, 'error',
         'production', 'shop@1', $2
  from issue, generate_series(0, 9) as n where project_id = $1`;

const FROM_ISSUES = [
  'update project set last_issue_number = 100000 where id = $1',
  `insert into issue_search select id, project_id, lower(title || E'\\n' || culprit) from issue where project_id = $1`,
  `insert into issue_tag
   select id, project_id, 'environment', case when number % 97 = 0 then 'staging' else 'production' end, 10, first_seen, last_seen
   from issue where project_id = $1`,
  `insert into issue_tag
   select id, project_id, 'release', 'shop@' || (number + n) % 300, 1, first_seen, last_seen
   from issue, generate_series(1, 5) as n where project_id = $1`,
  `insert into issue_tag_left_out select id, 'release', 7 from issue where project_id = $1`,
  `insert into issue_hourly select id, date_trunc('hour', last_seen) - n * interval '1 hour', 1
   from issue, generate_series(0, 9) as n where project_id = $1`,
  `insert into issue_user select id, n from issue, generate_series(1, 5) as n where project_id = $1`,
  `insert into project_hourly select $1, date_trunc('hour', now()) - n * interval '1 hour', 100
   from generate_series(0, 2000) as n`,
  `insert into outcome_hourly select $1, date_trunc('hour', now()) - n * interval '1 hour', 'error', 'stored', '', 100
   from generate_series(0, 2000) as n`,
];

const TAGS_OF_PROJECT = `
  insert into project_tag select $1, 'key-' || n % 20, n, 1, 1, now() from generate_series(1, 40000) as n`;

const OTHERS = [
  `insert into dimension_hourly
   select id, 'release', date_trunc('hour', now()) - n * interval '1 hour', 'shop@' || n % 7, 10
   from project, generate_series(0, 2000) as n`,
  `insert into ledger_entry
   select project.id, gen_random_uuid(), now(), now(), 'invalid', 'too_large' from project, generate_series(1, 5000)`,
  `insert into ledger_hourly
   select id, date_trunc('hour', now()) - n * interval '1 hour', 10, 0 from project, generate_series(0, 2000) as n`,
  `insert into accepted_recent
   select project.id, gen_random_uuid(), now() - n * interval '1 second', 1, array[gen_random_uuid()]
   from project, generate_series(1, 3000) as n`,
  'insert into message_receipt select gen_random_uuid() from generate_series(1, 50000)',
  `insert into project_key (id, project_id, public_key)
   select gen_random_uuid(), project.id, md5(random()::text) from project, generate_series(1, 1000)`,
];
