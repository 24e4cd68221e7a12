import { type Client, createClient } from '@railguard/client/client';
import { type MailLink, signMailLink } from '@railguard/notify/links/mail-link';
import { readLinkKey } from '@railguard/store/alerts/link-key';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedEvents } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let nobody: Client;
let params: { project_id: string };
let issueId: string;
let ownerId: string;
let key: Buffer;

beforeAll(async () => {
  api = await startApiWithOwner();
  nobody = createClient({ baseUrl: api.url });
  params = { project_id: api.owner.project.id };
  await seedEvents(api.database, params.project_id, [{ title: 'Linked' }]);
  issueId = (await api.client.call('listIssues', { params })).data[0]!.id;
  ownerId = (await api.client.call('getMe')).id;
  key = await readLinkKey(api.database);
});
afterAll(() => api.stop());

const RULE = {
  name: 'Mine',
  triggers: [{ occasion: 'new_issue' as const }],
  recipients: [{ kind: 'project' as const }],
};
const sign = (link: Partial<MailLink>, now?: Date) =>
  signMailLink({ action: 'resolve', projectId: params.project_id, address: 'owner@example.com', ...link }, key, now);
const statusOf = async () => (await api.client.call('getIssue', { params: { issue_id: issueId } })).status;

test('a project begins with a rule, and has others added, changed, muted and deleted', async () => {
  const [first, ...others] = (await api.client.call('listAlertRules', { params })).data;
  expect(first).toMatchObject({
    name: 'New and recurring issues',
    is_enabled: true,
    recipients: [{ kind: 'project' }],
  });
  expect(others).toEqual([]);
  const rule = await api.client.call('createAlertRule', { params, body: RULE });
  expect(rule).toMatchObject({ ...RULE, conditions: [], interval_minutes: 30, muted_until: null, last_alert_at: null });
  const at = { ...params, rule_id: rule.id };
  const muted_until = '2027-01-01T00:00:00.000Z';
  expect(await api.client.call('updateAlertRule', { params: at, body: { muted_until } })).toMatchObject({
    muted_until,
  });
  expect(await api.client.call('updateAlertRule', { params: at, body: { muted_until: null } })).toMatchObject({
    muted_until: null,
  });
  const digest = { occasion: 'digest' as const, every: 'week' as const, hour: 8, time_zone: 'Europe/Berlin' };
  await api.client.call('updateAlertRule', { params: at, body: { triggers: [digest] } });
  const { rows } = await api.database.pool.query(
    'select next_digest_at > now() as is_due_later from alert_rule where id = $1',
    [rule.id],
  );
  expect(rows).toEqual([{ is_due_later: true }]);
  await api.client.call('deleteAlertRule', { params: at });
  expect(await codeOf(api.client.call('getAlertRule', { params: at }))).toBe('not_found');
});

test('a mistake in a rule is said to be where it is', async () => {
  const wrong = async (change: object) => {
    const body = { ...RULE, ...change } as typeof RULE;
    return (await problemOf(api.client.call('createAlertRule', { params, body }))).errors?.map(
      ({ pointer }) => pointer,
    );
  };
  const stranger = '01890000-0000-7000-8000-000000000000';
  expect(await wrong({ recipients: [{ kind: 'project' }, { kind: 'member', user_id: stranger }] })).toEqual([
    '/recipients/1',
  ]);
  const digest = { occasion: 'digest', every: 'day', hour: 8, time_zone: 'Mars/Olympus' };
  expect(await wrong({ triggers: [digest] })).toEqual(['/triggers/0/time_zone']);
  expect(await wrong({ triggers: [] })).toEqual(['/triggers']);
  expect(await wrong({ conditions: [{ field: 'level', at_least: 'awful' }] })).not.toEqual([]);
});

test('people choose what they are told of, and when', async () => {
  const before = await api.client.call('getMyAlertPreferences');
  expect(before).toMatchObject({ is_paused: false, quiet_hours: null, time_zone: 'UTC' });
  expect(before.projects).toMatchObject([{ id: params.project_id, occasions: null, unsubscribed_rules: [] }]);
  const body = { quiet_hours: { from: '22:00', to: '07:30' }, time_zone: 'Europe/Berlin' };
  expect(await api.client.call('updateMyAlertPreferences', { body })).toMatchObject(body);
  const nonsense = [
    { time_zone: 'Mars' },
    // Temporal takes it for the zone that it names; nothing else does.
    { time_zone: '2021-08-19T17:30Z' },
    { quiet_hours: { from: '22:00', to: '22:00' } },
  ];
  for (const body of nonsense) {
    expect(await codeOf(api.client.call('updateMyAlertPreferences', { body }))).toBe('invalid_request');
  }
  const [rule] = (await api.client.call('listAlertRules', { params })).data;
  const choice = { occasions: ['regression' as const], unsubscribed_rule_ids: [rule!.id] };
  const chosen = await api.client.call('updateMyProjectAlerts', { params, body: choice });
  expect(chosen.projects[0]).toMatchObject({ occasions: ['regression'], unsubscribed_rules: [{ id: rule!.id }] });
  const all = { occasions: null, unsubscribed_rule_ids: [] };
  const after = await api.client.call('updateMyProjectAlerts', { params, body: all });
  expect(after.projects).toEqual(before.projects);
});

test('a link in a mail says what it would do, and does it when it is used, once', async () => {
  const token = sign({ issueId, userId: ownerId });
  const described = await nobody.call('getMailLink', { params: { token } });
  expect(described).toMatchObject({ action: 'resolve', is_done: false, issue: { id: issueId, title: 'Linked' } });
  expect(await statusOf()).toBe('unresolved');
  expect(await nobody.call('useMailLink', { params: { token } })).toMatchObject({ is_done: true });
  expect(await statusOf()).toBe('resolved');
  expect(await nobody.call('useMailLink', { params: { token } })).toMatchObject({ is_done: true });
  await nobody.call('useMailLink', { params: { token: sign({ action: 'ignore', issueId, userId: ownerId }) } });
  expect(await statusOf()).toBe('ignored');
});

test('a link tells no more of an issue than the mail did', async () => {
  const token = sign({ issueId, userId: ownerId });
  const titleNow = async () => (await nobody.call('getMailLink', { params: { token } })).issue!.title;
  expect(await titleNow()).toBe('Linked');
  await api.client.call('updateProjectSettings', { params, body: { alerts: { include_details: false } } });
  expect(await titleNow()).toBeNull();
  await api.client.call('updateProjectSettings', { params, body: { alerts: { include_details: true } } });
});

test('a link does no more than its person may, and nothing once it is old or forged', async () => {
  const organizationId = api.owner.project.organization_id;
  const viewer = await seedClient(api.url, api.database, {
    email: 'viewer@example.com',
    role: 'viewer',
    organizationId,
  });
  const { id: userId } = await viewer.client.call('getMe');
  const use = (token: string) => codeOf(nobody.call('useMailLink', { params: { token } }));
  // Not even the title.
  expect(await codeOf(nobody.call('getMailLink', { params: { token: sign({ issueId, userId }) } }))).toBe('forbidden');
  expect(await use(sign({ issueId, userId }))).toBe('forbidden');
  expect(await use(sign({ issueId }))).toBe('forbidden');
  expect(await use(sign({ issueId, userId: ownerId }, new Date(Date.now() - 8 * 86_400_000)))).toBe('link_expired');
  expect(await use(`${sign({ issueId, userId: ownerId })}x`)).toBe('link_expired');
  expect(await use('nonsense')).toBe('link_expired');
  expect(await codeOf(nobody.call('unsubscribe', { params: { token: sign({ issueId, userId: ownerId }) } }))).toBe(
    'link_expired',
  );
});

test('a mail program unsubscribes by one click, as RFC 8058 has it; opening the same link asks first', async () => {
  const token = sign({ action: 'unsubscribe_project', userId: ownerId });
  const url = `${api.url}/api/v1/unsubscribe/${token}`;
  const opened = await fetch(url, { redirect: 'manual' });
  expect(opened.status).toBe(303);
  expect(opened.headers.get('location')).toContain('/mail-link?token=');
  const choice = async () => (await api.client.call('getMyAlertPreferences')).projects[0]!.occasions;
  expect(await choice()).toBeNull();
  const posted = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(posted.status).toBe(200);
  expect(await choice()).toEqual([]);
  // It was a mistake.
  expect(await nobody.call('undoMailLink', { params: { token } })).toMatchObject({ is_done: false, has_account: true });
  expect(await choice()).toBeNull();
  const ops = sign({ action: 'unsubscribe_project', address: 'ops@example.org' });
  expect(await nobody.call('useMailLink', { params: { token: ops } })).toMatchObject({ is_done: true });
  expect(await nobody.call('undoMailLink', { params: { token: ops } })).toMatchObject({
    is_done: false,
    has_account: false,
  });
  const resolve = sign({ issueId, userId: ownerId });
  expect(await codeOf(nobody.call('undoMailLink', { params: { token: resolve } }))).toBe('link_expired');
});

test('a rule is previewed on what is stored', async () => {
  const { rows } = await api.database.pool.query('select count(*) from notification where occasion = $1', [
    'new_issue',
  ]);
  const preview = (change: object = {}) =>
    api.client.call('previewAlertRule', { params, body: { ...RULE, ...change } as typeof RULE });
  const all = await preview();
  expect(all).toMatchObject({ occasions: rows[0].count, is_complete: true });
  expect(all.mails).toBe(all.occasions * all.people);
  expect(all.data[0]).toMatchObject({ occasion: 'new_issue', issue: { id: issueId, title: 'Linked' } });
  const elsewhere = { conditions: [{ field: 'environment', is: 'one_of', values: ['nowhere'] }] };
  expect(await preview(elsewhere)).toMatchObject({ mails: 0, occasions: 0, data: [] });
  const counting = {
    triggers: [
      { occasion: 'events', count: 2, minutes: 60 },
      { occasion: 'users', count: 2, minutes: 60 },
    ],
  };
  expect(await preview(counting)).toMatchObject({ occasions: 0 });
  await seedEvents(api.database, params.project_id, [{ title: 'Linked' }, { title: 'Linked' }]);
  expect(await preview(counting)).toMatchObject({ occasions: 1, data: [{ occasion: 'events' }] });
  const spike = { triggers: [{ occasion: 'spike', factor: 2, minimum: 2 }] };
  expect(await preview(spike)).toMatchObject({ occasions: 0 });
  const digest = { triggers: [{ occasion: 'digest', every: 'day', hour: 8, time_zone: 'UTC' }] };
  expect(await preview(digest)).toMatchObject({ occasions: 14 });
});

test('a test of a rule is a mail to whoever asked for it', async () => {
  const [rule] = (await api.client.call('listAlertRules', { params })).data;
  const at = { ...params, rule_id: rule!.id };
  const alert = await api.client.call('testAlertRule', { params: at });
  expect(alert).toMatchObject({ occasion: 'test', state: 'sending', rule: { id: rule!.id }, issue: { id: issueId } });
  const { rows } = await api.database.pool.query('select recipient, body_text from mail where subject = $1', [
    alert.mail!.subject,
  ]);
  expect(rows).toEqual([{ recipient: alert.to, body_text: expect.stringContaining('A test of an alert rule') }]);
});

describe('the alerts of an organisation', () => {
  let organization_id: string;
  let other: { project_id: string };
  /** Newest first. */
  let all: string[];

  const list = (query: object = {}) =>
    api.client.call('listOrganizationAlerts', { params: { organization_id }, query });
  const idsOf = async (query?: object) => (await list(query)).data.map(({ id }) => id);

  beforeAll(async () => {
    organization_id = (await api.client.call('getProject', { params })).organization_id;
    other = { project_id: (await api.client.call('createProject', { body: { name: 'Other' } })).id };
    for (const at of [params, other, params]) {
      const [rule] = (await api.client.call('listAlertRules', { params: at })).data;
      await api.client.call('testAlertRule', { params: { ...at, rule_id: rule!.id } });
    }
    all = await idsOf();
  });

  test('are those of all its projects, newest first, page by page', async () => {
    expect(all).toEqual(all.toSorted().reverse());
    expect((await list()).data.slice(0, 3).map(({ project_id }) => project_id)).toEqual(
      [params, other, params].map(({ project_id }) => project_id),
    );
    const pages = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit: 1, ...(cursor && { cursor }) });
      pages.push(...page.data);
      cursor = page.next_cursor;
    }
    expect(pages).toEqual((await list()).data);
  });

  test('are narrowed to projects and to what became of them', async () => {
    expect(await idsOf({ project_id: other.project_id })).toEqual([all[1]]);
    expect(await idsOf({ project_id: `${other.project_id},${params.project_id}` })).toEqual(all);
    await api.database.pool.query(`update alert set state = 'skipped', reason = 'paused' where id = $1`, [all[1]]);
    expect(await idsOf({ state: 'skipped' })).toEqual([all[1]]);
    expect(await idsOf({ state: 'skipped', project_id: params.project_id })).toEqual([]);
    const { errors } = await problemOf(list({ project_id: 'shop' }));
    expect(errors).toEqual([{ pointer: '?project_id', detail: '"shop" is not the id of a project' }]);
  });

  test('are to a token of one project those of this one, and nobody reads those of a deleted one', async () => {
    const body = { name: 'One', access: 'read' as const, organization_id, project_ids: [other.project_id] };
    const { token } = await api.client.call('createMyToken', { body });
    const narrow = createClient({ baseUrl: api.url, tokens: { accessToken: token } });
    const read = async (client: Client) =>
      (await client.call('listOrganizationAlerts', { params: { organization_id } })).data.map(({ id }) => id);
    expect(await read(narrow)).toEqual([all[1]]);
    await api.client.call('deleteProject', { params: other, query: { confirm: 'other' } });
    expect(await read(api.client)).toEqual(all.filter((id) => id !== all[1]));
  });
});
