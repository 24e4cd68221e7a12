import { randomBytes } from 'node:crypto';
import { newUuid } from '@railguard/protocol/ids';
import { keepHouse } from '@railguard/store/housekeeping';
import { deleteIssue } from '@railguard/store/issues';
import { noteAccepted, noteFates } from '@railguard/store/ledger-writes';
import { deleteProject } from '@railguard/store/projects';
import { storeBatch } from '@railguard/store/store-batch';
import { expect, it } from 'vitest';
import { aMessage, anEvent, createTenant, projectOf, useDatabase } from './fixture.ts';

const context = useDatabase();
const DAY_MS = 86_400_000;
const count = async (table: string) => {
  const { rows } = await context.database.pool.query(`select count(*) from ${table}`);
  return rows[0].count as number;
};

it('makes room for a week ahead and drops what retention no longer covers', async () => {
  const now = new Date(Date.now() + 3 * DAY_MS);
  // A week ahead of today as it is now: of the day before, where that ended since the database was made.
  await context.layout.makeRoom(new Date(Date.now() - 12 * DAY_MS), new Date(Date.now() + 7 * DAY_MS));
  const report = await keepHouse(context.database, context.layout, { retentionDays: 10, now });
  expect(report.partitions_made).toHaveLength(3);
  expect(report.partitions_dropped).toHaveLength(5);
  const again = await keepHouse(context.database, context.layout, { retentionDays: 10, now });
  expect(again).toMatchObject({ partitions_made: [], partitions_dropped: [] });
});

it('deletes what is past its time and nothing else', async () => {
  const tenant = await createTenant(context.database);
  const project = await projectOf(context.database, tenant);
  await storeBatch(context.database, context.layout, [aMessage(project, [anEvent()])]);
  const day = (days: number) => new Date(Date.now() - days * DAY_MS);
  const run = (sql: string, values: unknown[]) => context.database.pool.query(sql, values);
  for (const at of [day(1), day(3)]) await run('insert into message_receipt values ($1, $2)', [newUuid(), at]);
  // A session that goes on keeps the tokens it was given before, until they expire.
  const [sessionId, over] = [newUuid(), newUuid()];
  for (const [id, at] of [
    [sessionId, day(-1)],
    [over, day(1)],
  ] as const) {
    await run('insert into session (id, user_id, expires_at) values ($1, $2, $3)', [id, tenant.scope.userId, at]);
  }
  for (const at of [day(-1), day(1)]) {
    await run(
      'insert into refresh_token (id, user_id, family_id, token_hash, expires_at) values ($1, $2, $3, $4, $5)',
      [newUuid(), tenant.scope.userId, sessionId, randomBytes(32), at],
    );
    await run('insert into password_reset (id, user_id, token_hash, expires_at) values ($1, $2, $3, $4)', [
      newUuid(),
      tenant.scope.userId,
      randomBytes(32),
      at,
    ]);
  }
  for (const [at, succeeded] of [
    [day(0), null],
    [day(1), null],
    [day(1), day(89)],
    [day(1), day(91)],
  ]) {
    await run('insert into attempt values ($1, 1, $2, $3)', [randomBytes(32), at, succeeded]);
  }
  for (const [begun, activated] of [
    [day(0.9), null],
    [day(1.1), null],
    [day(1.1), day(1.1)],
  ]) {
    const { scope } = await createTenant(context.database);
    await run(`insert into totp values ($1, '', 0, $2, $3)`, [scope.userId, begun, activated]);
  }
  for (const at of [day(29), day(31)]) {
    await run(`insert into queue_dead_letter values ($1, 'topic', '{}', '', 1, 'reason', $2)`, [newUuid(), at]);
  }
  for (const at of [day(29), day(31)]) {
    await run(`insert into mail (id, recipient, subject, body_text, created_at) values ($1, '', '', '', $2)`, [
      newUuid(),
      at,
    ]);
  }
  for (const at of [day(-1), day(1)]) await run('insert into oidc_spent_state values ($1, $2)', [newUuid(), at]);
  for (const at of [day(89), day(91)]) {
    await run('insert into issue_hourly select id, $1, 1 from issue', [at]);
    await run('insert into project_hourly values ($1, $2, 1)', [project, at]);
    await run(`insert into outcome_hourly values ($1, $2, 'error', 'stored', '', 1)`, [project, at]);
    await run(`insert into dimension_hourly values ($1, 'release', $2, 'shop@1', 1)`, [project, at]);
    await run(
      `insert into issue_tag select id, project_id, 'release', at::text, 1, at, at from issue, (select $1::timestamptz) as day (at)`,
      [at],
    );
  }
  for (const [name, at, hidden] of [
    ['production', day(89), false],
    ['old', day(91), false],
    ['hidden', day(91), true],
  ]) {
    await run('insert into project_environment values ($1, $2, $3, $3, $4)', [project, name, at, hidden]);
  }
  for (const at of [day(6.9), day(7.1)]) {
    await run(`insert into ledger_entry values ($1, $2, $3, $3, 'invalid', 'too_large')`, [project, newUuid(), at]);
    await run('insert into ledger_hourly values ($1, $2, 1, 1)', [project, at]);
  }
  for (const at of [day(50 / 1440), day(70 / 1440)]) {
    await run(`insert into accepted_recent values ($1, $2, $3, 0, '{}')`, [project, newUuid(), at]);
  }
  const notify = `
    insert into notification (id, project_id, issue_id, event_id, occasion, occurrence, created_at, delivered_at)
    select $1, project_id, id, $1, 'regression', $2, $3, $4 from issue`;
  for (const [place, created, delivered] of [
    [1, day(29), null],
    [2, day(31), null],
    [3, day(31), day(30)],
    // What was told is what the history of alerts stands on.
    [4, day(1), day(0)],
  ] as const) {
    await run(notify, [newUuid(), place, created, delivered]);
  }
  for (const at of [day(0.9 / 24), day(1.1 / 24)]) {
    await run(`insert into live_message (project_id, type, created_at) values ($1, 'ingest.rejected', $2)`, [
      project,
      at,
    ]);
  }
  for (const at of [day(0.9), day(1.1)]) {
    await run(
      `insert into issue (id, project_id, number, grouping_hash, grouping_algorithm, grouping_explanation, title, level,
                          first_seen, last_seen, first_received_at, last_received_at, created_at)
       select $1::uuid, project_id, extract(epoch from $2::timestamptz)::bigint, $1::uuid::text, 'v1', '[]', '', 'error', $2, $2, $2, $2, $2
       from issue where event_count > 0`,
      [newUuid(), at],
    );
  }

  const { deleted } = await keepHouse(context.database, context.layout, { retentionDays: 90 });
  expect(deleted).toEqual({
    message_receipt: 1,
    live_message: 1,
    refresh_token: 1,
    session: 1,
    password_reset: 1,
    attempt: 2,
    totp: 1,
    queue_dead_letter: 1,
    issue_hourly: 1,
    project_hourly: 1,
    outcome_hourly: 1,
    dimension_hourly: 1,
    ledger_entry: 1,
    ledger_hourly: 1,
    accepted_recent: 1,
    issue_tag: 1,
    project_environment: 1,
    issue_tag_left_out: 0,
    notification: 2,
    alert: 0,
    issue_user_recent: 0,
    mail: 1,
    oidc_spent_state: 1,
    project_deletion: 0,
    issue: 1,
    by_project: 0,
    purged: 0,
  });
  expect(await count('message_receipt')).toBe(2);
  // What the batch said, and the younger of the two.
  expect(await count('live_message')).toBe(3);
  expect(await count('refresh_token')).toBe(1);
  expect(await count('attempt')).toBe(2);
  expect(await count('totp')).toBe(2);
  expect(await count('queue_dead_letter')).toBe(1);
  expect(await count('issue_hourly')).toBe(2);
  expect(await count('issue_tag')).toBe(1);
  expect(await count('project_environment')).toBe(2);
  expect(await count('notification')).toBe(4);
  expect(await count('issue')).toBe(2);
});

it('takes away all that deleted projects and issues have left, however much, and nothing of anybody else', async () => {
  const tenant = await createTenant(context.database);
  const [doomed, kept] = [await projectOf(context.database, tenant), await projectOf(context.database, tenant)];
  for (const project of [doomed, kept]) {
    const groups = ['a', 'b'].map((group) => anEvent({ group, user: 'ann', release: '1' }));
    await storeBatch(context.database, context.layout, [aMessage(project, groups)]);
  }
  for (const project_id of [doomed, kept]) {
    const note = { project_id, event_id: newUuid(), received_at: new Date(), fate: 'invalid', reason: '' } as const;
    await noteFates(context.database.pool, [note]);
    await noteAccepted(context.database.pool, [{ project_id, accepted_at: new Date(), event_ids: [newUuid()] }]);
  }
  await context.database.pool.query(
    `insert into event select project_id, gen_random_uuid(), received_at, issue_id, occurred_at, level, null, null, ''
     from event, generate_series(1, 6000) where project_id = $1`,
    [doomed],
  );
  const tables = ['project', 'event', 'issue', 'issue_user', 'issue_tag', 'project_hourly', 'outcome_hourly'];
  for (const table of ['ledger_entry', 'accepted_recent', 'dimension_hourly']) tables.push(table);
  const counts = () => Promise.all(tables.map(count));
  const before = await counts();
  await deleteProject(context.database, tenant.scope, doomed);
  const { rows } = await context.database.pool.query('select id from issue where project_id = $1 limit 1', [kept]);
  await deleteIssue(context.database, tenant.scope, rows[0].id);
  await keepHouse(context.database, context.layout, { retentionDays: 90 });
  const after = await counts();
  expect(after.map((rest, place) => before[place]! - rest)).toEqual([1, 12_003, 3, 3, 3, 1, 1, 1, 1, 2]);
  expect(await count('purge')).toBe(0);
});

it('forgets no purge whose rows another process deletes and may yet give back', async () => {
  const tenant = await createTenant(context.database);
  const project = await projectOf(context.database, tenant);
  await storeBatch(context.database, context.layout, [aMessage(project, [anEvent()])]);
  await deleteProject(context.database, tenant.scope, project);
  const other = await context.database.pool.connect();
  await other.query('begin');
  await other.query('delete from event where project_id = $1', [project]);
  await keepHouse(context.database, context.layout, { retentionDays: 90 });
  expect(await count('purge')).toBe(1);
  await other.query('rollback');
  other.release();
  await keepHouse(context.database, context.layout, { retentionDays: 90 });
  expect(await count('purge')).toBe(0);
  const { rowCount } = await context.database.pool.query('select from event where project_id = $1', [project]);
  expect(rowCount).toBe(0);
});

it('holds up no batch while it deletes a project, nor a batch of the project itself', async () => {
  const tenant = await createTenant(context.database);
  const [doomed, kept] = [await projectOf(context.database, tenant), await projectOf(context.database, tenant)];
  await deleteProject(context.database, tenant.scope, doomed);
  const deleting = await context.database.pool.connect();
  await deleting.query('begin');
  await deleting.query('delete from project where id = $1', [doomed]);
  const messages = [doomed, kept].map((project) => aMessage(project, [anEvent()]));
  const { stored } = await storeBatch(context.database, context.layout, messages);
  await deleting.query('rollback');
  deleting.release();
  expect(stored).toBe(1);
});

it('may run in several processes at once', async () => {
  const all = [1, 2, 3].map(() => keepHouse(context.database, context.layout, { retentionDays: 5 }));
  await expect(Promise.all(all)).resolves.toHaveLength(3);
});
