import { createLog } from '@railguard/kit/log';
import { createMetrics } from '@railguard/kit/metrics';
import type { AlertRuleInput } from '@railguard/protocol/alert-rule';
import { newEventId, newNumericId, newUuid } from '@railguard/protocol/ids';
import { EVENTS_RAW, rawMessageHeaders } from '@railguard/protocol/raw-message';
import { openQueue } from '@railguard/queue/open-queue';
import type { Queue } from '@railguard/queue/queue';
import { listAlerts } from '@railguard/store/alert-history';
import { updateAlertPreferences, updateProjectChoice } from '@railguard/store/alert-preferences';
import { createAlertRule, deleteAlertRule, listAlertRules, updateAlertRule } from '@railguard/store/alert-rules';
import { findDuePeople } from '@railguard/store/alerts/alerts';
import { createDatabase, type Database } from '@railguard/store/database';
import { nativeLayout } from '@railguard/store/layout/native';
import { updateProjectSettings } from '@railguard/store/project-settings';
import { createProject } from '@railguard/store/projects';
import { createTestDatabase, type TestDatabase } from '@railguard/testing/database';
import { type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { startWorker, type Worker } from '../src/worker.ts';

/** Two whole workers on one database, and a real mail server: from an event to what arrives. */
const log = createLog('test', 'silent');
let testDatabase: TestDatabase;
let database: Database;
let queue: Queue;
let workers: Worker[];
let sink: SmtpSink;
let project: string;
const ann = newUuid();
const ben = newUuid();
const scope = { userId: ann };
const organization = newUuid();

beforeAll(async () => {
  sink = await startSmtpSink();
  testDatabase = await createTestDatabase(inject('postgresUrl'));
  const { url } = testDatabase;
  database = createDatabase({ url, maxConnections: 16, applicationName: 'alerts test', log });
  const { pool } = database;
  await pool.query(
    `insert into user_account (id, email, password_hash) values ($1, 'Ann@example.com', ''), ($2, 'ben@example.com', '')`,
    [ann, ben],
  );
  await pool.query('insert into organization (id, slug, name) values ($1, $2, $2)', [organization, 'shop']);
  await pool.query(
    `insert into membership (organization_id, user_id, role) values ($1, $2, 'owner'), ($1, $3, 'member')`,
    [organization, ann, ben],
  );
  queue = openQueue({ amqpUrl: undefined, databaseUrl: url, log });
  const parts = { database, databaseUrl: url, layout: nativeLayout(database), queue, log, retentionDays: 90 };
  const start = (stages: ('events' | 'alerts' | 'mails')[]) =>
    startWorker({
      ...parts,
      metrics: createMetrics(),
      smtpUrl: sink.url,
      mailFrom: 'railguard@example.com',
      url: 'https://railguard.example',
      stages,
    });
  workers = [await start(['events', 'alerts', 'mails']), await start(['alerts', 'mails'])];
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await queue.close();
  await database.close();
  await testDatabase.drop();
  await sink.stop();
});
beforeEach(async () => {
  const input = { organization_id: organization, name: `Shop ${newNumericId()}` };
  project = (await createProject(database, scope, input))!.project.id;
  sink.received.length = 0;
  await database.pool.query('delete from alert_preference');
});

const soon = <T>(check: () => Promise<T> | T) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

async function send(...events: object[]): Promise<void> {
  await queue.publish(
    EVENTS_RAW,
    events.map((event) => {
      const message = {
        id: newUuid(),
        project_id: project,
        key_id: newUuid(),
        received_at: new Date().toISOString(),
        dialect: 'native' as const,
        content_encoding: 'identity' as const,
        event_ids: [newEventId()],
        body: Buffer.from(JSON.stringify(event)),
      };
      return { id: message.id, headers: rawMessageHeaders(message), body: message.body };
    }),
  );
}

const crash = (type: string, rest: object = {}) => ({
  exceptions: [
    {
      type,
      value: 'it broke',
      mechanism: { type: 'generic', handled: false },
      frames: [{ function: 'pay', filename: 'cart.js', lineno: 42, in_app: true, context_line: 'pay(<b>)' }],
    },
  ],
  environment: 'production',
  release: 'shop@1.2.3',
  ...rest,
});

/** A time of day in UTC, hours from now: at no moment of the day is now outside of two hours before and after. */
const clockIn = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
const quietNow = () => ({ quiet_from: clockIn(-2), quiet_to: clockIn(2), time_zone: 'UTC' });

const history = () => listAlerts(database, scope, project, { limit: 100 });
const mailsTo = (address: string) => sink.received.filter(({ to }) => to.includes(address));
const arrived = (address: string, count: number) => soon(() => expect(mailsTo(address)).toHaveLength(count));
/** All that can be decided is. */
const settled = () =>
  soon(async () => {
    const { rows } = await database.pool.query(`select from notification where project_id = $1 and decided = '{}'`, [
      project,
    ]);
    expect(rows).toHaveLength(0);
  });
async function onlyRule(change: Partial<AlertRuleInput>): Promise<string> {
  const [rule] = await listAlertRules(database, scope, project);
  await updateAlertRule(database, scope, project, rule!.id, change);
  return rule!.id;
}

test('the first event of a project is told everybody once, whoever delivers it how often', async () => {
  await send(crash('TypeError'));
  await arrived('ann@example.com', 1);
  await arrived('ben@example.com', 1);
  await database.pool.query(`update notification set delivered_at = null where project_id = $1`, [project]);
  await soon(async () => {
    const { rows } = await database.pool.query(
      'select from notification where project_id = $1 and delivered_at is null',
      [project],
    );
    expect(rows).toHaveLength(0);
  });
  await soon(async () => expect((await queue.depth('notifications.email')).ready).toBe(0));
  const alerts = await history();
  expect(alerts.map(({ occasion, state }) => `${occasion} ${state}`)).toEqual(['first_event sent', 'first_event sent']);
  expect(alerts[0]?.response).toMatch(/^250 /);
  expect(sink.received).toHaveLength(2);
  const { headers, raw } = mailsTo('ann@example.com')[0]!;
  expect(headers.subject).toMatch(/TypeError: it broke \(SHOP-\d+-1\)$/);
  expect(headers.references).toMatch(/^<issue\..+@railguard>$/);
  expect(headers['list-unsubscribe']).toMatch(/^<https:\/\/railguard\.example\/api\/v1\/unsubscribe\/.+>$/);
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  expect(raw).not.toContain('pay(<b>)</div>');
  expect(raw).toContain('pay(&lt;b&gt;)');
});

test('a resolved issue that comes back is told, with the same subject and thread, and again only after a while', async () => {
  await onlyRule({ triggers: [{ occasion: 'new_issue' }, { occasion: 'regression' }], interval_minutes: 0 });
  const resolve = () =>
    database.pool.query(
      `update issue set status = 'resolved', resolved_at = now() - interval '50 milliseconds' where project_id = $1`,
      [project],
    );
  await send(crash('RangeError'));
  await arrived('ann@example.com', 1);
  await resolve();
  await send(crash('RangeError'));
  await arrived('ann@example.com', 2);
  const [first, second] = mailsTo('ann@example.com');
  expect(second?.headers.subject).toBe(first?.headers.subject);
  expect(second?.headers.references).toBe(first?.headers.references);
  expect(second?.headers['message-id']).not.toBe(first?.headers['message-id']);
  await onlyRule({ interval_minutes: 60 });
  await resolve();
  await send(crash('RangeError'));
  await soon(async () => expect((await history())[0]).toMatchObject({ state: 'skipped', reason: 'interval' }));
});

test('conditions and recipients decide', async () => {
  await onlyRule({
    triggers: [{ occasion: 'new_issue' }],
    conditions: [
      { field: 'environment', is: 'one_of', values: ['production'] },
      { field: 'handled', is: false },
    ],
    recipients: [
      { kind: 'member', user_id: ben },
      { kind: 'address', address: 'Duty@example.org' },
      { kind: 'address', address: 'BEN@example.com' },
    ],
  });
  await send(crash('Elsewhere', { environment: 'staging' }), crash('Here'));
  await arrived('ben@example.com', 1);
  await arrived('duty@example.org', 1);
  await settled();
  expect(sink.received).toHaveLength(2);
  // Somebody without an account gets no links that act for one.
  expect(mailsTo('duty@example.org')[0]!.raw).not.toContain('Resolve');
  expect(mailsTo('ben@example.com')[0]!.raw).toContain('Resolve');
});

test('what is more than the limit an hour is folded into one mail', async () => {
  await onlyRule({ triggers: [{ occasion: 'new_issue' }], recipients: [{ kind: 'member', user_id: ann }] });
  await updateProjectSettings(database, scope, project, { alerts: { mails_per_hour: 2 } });
  await send(...[1, 2, 3, 4, 5].map((number) => crash(`Error${'ABCDE'[number - 1]}`)));
  await arrived('ann@example.com', 2);
  await settled();
  const held = (await history()).filter(({ state }) => state === 'held');
  expect(held.map(({ reason }) => reason)).toEqual(['hourly_limit', 'hourly_limit', 'hourly_limit']);
  // The hour passes.
  await database.pool.query(`update mail set created_at = created_at - interval '1 hour' where project_id = $1`, [
    project,
  ]);
  await database.pool.query(`update alert set release_at = now() where project_id = $1 and state = 'held'`, [project]);
  await arrived('ann@example.com', 3);
  const { headers, raw } = sink.received[2]!;
  expect(headers.subject).toMatch(/3 alerts in one$/);
  expect(raw.match(/Error[A-E]/g)?.length).toBeGreaterThanOrEqual(3);
  expect((await history()).filter(({ state }) => state === 'folded')).toHaveLength(3);
});

test('people say what they want, and when', async () => {
  await onlyRule({ triggers: [{ occasion: 'new_issue' }] });
  await updateProjectChoice(database, { userId: ben }, project, { occasions: ['regression'] });
  await updateAlertPreferences(database, scope, quietNow());
  await send(crash('QuietError'));
  await soon(async () => {
    const states = (await history()).map(({ address, state, reason }) => [address, state, reason]);
    expect(states.sort()).toEqual([
      ['ann@example.com', 'held', 'quiet_hours'],
      ['ben@example.com', 'skipped', 'preference'],
    ]);
  });
  expect(sink.received).toHaveLength(0);
  await updateAlertPreferences(database, scope, { quiet_from: null, quiet_to: null });
  await database.pool.query(`update alert set release_at = now() where project_id = $1 and state = 'held'`, [project]);
  await arrived('ann@example.com', 1);
  expect(sink.received[0]!.headers.subject).toContain('QuietError');
});

test('an issue that passes so many events or users within a time is told once', async () => {
  await onlyRule({
    triggers: [
      { occasion: 'events', count: 5, minutes: 60 },
      { occasion: 'users', count: 3, minutes: 60 },
    ],
    recipients: [{ kind: 'member', user_id: ann }],
    interval_minutes: 0,
  });
  await send(...[1, 2, 3, 4].map(() => crash('Often', { user: { id: '1' } })));
  await soon(async () => {
    const { rows } = await database.pool.query('select from issue_watch where project_id = $1', [project]);
    const { rows: issues } = await database.pool.query('select event_count from issue where project_id = $1', [
      project,
    ]);
    expect([rows.length, issues]).toEqual([0, [{ event_count: 4 }]]);
  });
  expect(sink.received).toHaveLength(0);
  await send(crash('Often', { user: { id: '2' } }));
  await arrived('ann@example.com', 1);
  expect(sink.received[0]!.raw).toContain('5 events within 1 hour');
  await send(crash('Often', { user: { id: '3' } }), crash('Often', { user: { id: '4' } }));
  await arrived('ann@example.com', 2);
  expect(sink.received[1]!.raw).toContain('4 users within 1 hour');
});

test('a spike is told against what is usual', async () => {
  await onlyRule({
    triggers: [{ occasion: 'spike', factor: 3, minimum: 4 }],
    recipients: [{ kind: 'member', user_id: ann }],
  });
  await send(crash('Spiking'));
  const issue = await soon(async () => {
    const { rows } = await database.pool.query('select id from issue where project_id = $1 and event_count = 1', [
      project,
    ]);
    expect(rows).toHaveLength(1);
    return rows[0].id;
  });
  await database.pool.query(`update issue set first_seen = now() - interval '5 days' where id = $1`, [issue]);
  await database.pool.query(
    `insert into issue_hourly select $1, date_trunc('hour', now()) - hours * interval '1 hour', 1 from generate_series(1, 100) as hours`,
    [issue],
  );
  await send(...[1, 2, 3, 4, 5].map(() => crash('Spiking')));
  await arrived('ann@example.com', 1);
  expect(sink.received[0]!.raw).toMatch(/6 events in the last hour, where 0\.8 are usual/);
});

test('a digest comes when it is due, with what there was', async () => {
  const triggers = [{ occasion: 'digest' as const, every: 'day' as const, hour: 8, time_zone: 'Europe/Berlin' }];
  const rule = await onlyRule({ triggers, recipients: [{ kind: 'member', user_id: ann }] });
  await send(crash('Digested'));
  await soon(async () => {
    const { rows } = await database.pool.query('select from issue where project_id = $1 and event_count = 1', [
      project,
    ]);
    expect(rows).toHaveLength(1);
  });
  await database.pool.query(
    `update issue_hourly set hour = hour - interval '1 hour' where issue_id in (select id from issue where project_id = $1)`,
    [project],
  );
  await database.pool.query('update alert_rule set next_digest_at = now() where id = $1', [rule]);
  await vi.waitFor(() => expect(mailsTo('ann@example.com')).toHaveLength(1), { timeout: 28_000, interval: 100 });
  expect(sink.received[0]!.headers.subject).toMatch(/The day of Shop/);
  expect(sink.received[0]!.raw).toContain('Digested');
  await soon(async () => expect(await history()).toMatchObject([{ occasion: 'digest', state: 'sent' }]));
});

test('a refusal is kept in the words of the server, and a mail without details says nothing of the event', async () => {
  sink.refuse.to = ({ to }) => (to === 'gone@example.org' ? [550, 'no such user here'] : undefined);
  await createAlertRule(database, scope, project, {
    name: 'Duty',
    is_enabled: true,
    triggers: [{ occasion: 'new_issue' }],
    conditions: [],
    recipients: [
      { kind: 'address', address: 'gone@example.org' },
      { kind: 'address', address: 'duty@example.org' },
    ],
    interval_minutes: 30,
  });
  await updateProjectSettings(database, scope, project, { alerts: { include_details: false } });
  await send(crash('SecretError', { message: 'the secret' }));
  // The project's own rule tells both, too; what is on its way would be taken for the next test's.
  await Promise.all(['duty@example.org', 'ann@example.com', 'ben@example.com'].map((to) => arrived(to, 1)));
  await soon(async () => {
    const failed = (await history()).find(({ address }) => address === 'gone@example.org');
    expect(failed).toMatchObject({ state: 'failed', response: expect.stringContaining('550 no such user here') });
  });
  delete sink.refuse.to;
  expect(mailsTo('duty@example.org')[0]!.raw).not.toMatch(/Secret|cart\.js|production|shop@1/);
});

const LOUD = { quiet_from: null, quiet_to: null };
const held = async () => (await history()).filter(({ state }) => state === 'held');
const makeDue = () =>
  database.pool.query(`update alert set release_at = now() where project_id = $1 and state = 'held'`, [project]);

test('what is held is told by what people want when it is released', async () => {
  const rule = await onlyRule({ triggers: [{ occasion: 'new_issue' }], recipients: [{ kind: 'project' }] });
  await updateAlertPreferences(database, scope, quietNow());
  await updateAlertPreferences(database, { userId: ben }, quietNow());
  await send(crash('HeldError'));
  await soon(async () => expect(await held()).toHaveLength(2));
  await updateProjectChoice(database, { userId: ben }, project, { unsubscribed_rule_ids: [rule] });
  await database.pool.query('delete from membership where user_id = $1', [ann]);
  await updateAlertPreferences(database, scope, LOUD);
  await updateAlertPreferences(database, { userId: ben }, LOUD);
  await makeDue();
  const fates = async () => {
    const { rows } = await database.pool.query(
      'select address, state, reason from alert where project_id = $1 order by address',
      [project],
    );
    return rows;
  };
  await soon(async () =>
    expect(await fates()).toEqual([
      { address: 'ann@example.com', state: 'skipped', reason: 'left' },
      { address: 'ben@example.com', state: 'skipped', reason: 'unsubscribed' },
    ]),
  );
  await database.pool.query(`insert into membership (organization_id, user_id, role) values ($1, $2, 'owner')`, [
    organization,
    ann,
  ]);
  expect(sink.received).toHaveLength(0);
});

test('what a rule held is not told once the rule is deleted, and stays in the history', async () => {
  const rule = await onlyRule({
    triggers: [{ occasion: 'events', count: 2, minutes: 60 }],
    recipients: [{ kind: 'member', user_id: ann }],
  });
  await send(crash('CountedError'), crash('CountedError'));
  await arrived('ann@example.com', 1);
  await updateAlertPreferences(database, scope, quietNow());
  await send(crash('OtherError'), crash('OtherError'));
  await soon(async () => expect(await held()).toHaveLength(1));
  await deleteAlertRule(database, scope, project, rule);
  await updateAlertPreferences(database, scope, LOUD);
  await makeDue();
  await soon(async () =>
    expect((await history()).map(({ state, reason, rule_id }) => [state, reason, rule_id])).toEqual([
      ['skipped', 'rule_off', null],
      ['sent', null, null],
    ]),
  );
  expect(sink.received).toHaveLength(1);
});

test('a digest that was held has a mail of its own', async () => {
  const digest = { occasion: 'digest' as const, every: 'day' as const, hour: 8, time_zone: 'UTC' };
  const rule = await onlyRule({
    triggers: [{ occasion: 'new_issue' }, digest],
    recipients: [{ kind: 'member', user_id: ann }],
  });
  await updateAlertPreferences(database, scope, quietNow());
  await send(crash('OneError'), crash('TwoError'));
  await database.pool.query('update alert_rule set next_digest_at = now() where id = $1', [rule]);
  await soon(async () => expect(await held()).toHaveLength(3));
  await updateAlertPreferences(database, scope, LOUD);
  await makeDue();
  await arrived('ann@example.com', 2);
  const subjects = sink.received.map(({ headers }) => headers.subject).sort();
  expect(subjects).toEqual([
    expect.stringMatching(/^\[Shop \d+\] 2 alerts in one$/),
    expect.stringMatching(/^\[Shop \d+\] The day of Shop/),
  ]);
});

test('what was skipped for its interval is told when it is found again', async () => {
  await onlyRule({
    triggers: [{ occasion: 'new_issue' }, { occasion: 'events', count: 3, minutes: 10_080 }],
    recipients: [{ kind: 'member', user_id: ann }],
    interval_minutes: 30,
  });
  await send(crash('GrowingError'));
  await arrived('ann@example.com', 1);
  await send(crash('GrowingError'), crash('GrowingError'));
  await soon(async () => {
    const { rows } = await database.pool.query('select from issue_watch where project_id = $1', [project]);
    expect(rows).toHaveLength(0);
  });
  expect(await history()).toHaveLength(1);
  // Half an hour passes, and it is seen again.
  await database.pool.query(`update alert set created_at = created_at - interval '31 minutes' where project_id = $1`, [
    project,
  ]);
  await send(crash('GrowingError'));
  await arrived('ann@example.com', 2);
  expect((await history())[0]).toMatchObject({ occasion: 'events' });
});

test('a time zone that nobody knows costs nobody their mails', async () => {
  await database.pool.query(
    `insert into alert_preference (user_id, time_zone, quiet_from, quiet_to) values ($1, '2021-08-19T17:30Z', $2, $3)`,
    [ben, clockIn(2), clockIn(3)],
  );
  await send(crash('ZonedError'));
  await Promise.all([arrived('ann@example.com', 1), arrived('ben@example.com', 1)]);
});

test('one that cannot be decided holds up no other', async () => {
  const other = project;
  const input = { organization_id: organization, name: `Broken ${newNumericId()}` };
  const broken = (await createProject(database, scope, input))!.project.id;
  // As nothing that we know of would write it.
  await database.pool.query(`update alert_rule set conditions = '[{"field": "text"}]' where project_id = $1`, [broken]);
  project = broken;
  await send(crash('BrokenError'));
  project = other;
  await send(crash('FineError'));
  await arrived('ann@example.com', 1);
  expect(sink.received[0]!.headers.subject).toContain('FineError');
});

test('what a deleted project held is left in peace', async () => {
  await onlyRule({ triggers: [{ occasion: 'new_issue' }], recipients: [{ kind: 'member', user_id: ann }] });
  await updateAlertPreferences(database, scope, quietNow());
  await send(crash('GoneError'));
  await soon(async () => expect(await held()).toHaveLength(1));
  await database.pool.query('update project set deleted_at = now() where id = $1', [project]);
  await makeDue();
  expect(await findDuePeople(database.pool, 50)).toEqual([]);
});
