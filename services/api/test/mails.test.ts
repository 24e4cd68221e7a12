import type { Client } from '@railguard/client/client';
import { newUuid } from '@railguard/protocol/ids';
import { setSetting } from '@railguard/store/instance-settings';
import { settleMail, takeDueMails } from '@railguard/store/mail-delivery';
import { queueMail } from '@railguard/store/mails';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { seedClient, seedOrganization } from './seed.ts';

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
let client: Client;
beforeAll(async () => {
  api = await startApiWithOwner();
  client = api.client;
});
afterAll(() => api.stop());
beforeEach(() => api.database.pool.query('delete from mail; delete from audit_log'));

const write = (to = 'ann@example.org') =>
  queueMail(api.database.kysely, { to, subject: `For ${to}`, text: 'https://railguard.example/reset?token=secret' });
async function fail(id: string) {
  const [mail] = await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 });
  expect(mail!.id).toBe(id);
  await settleMail(api.database, mail!, { kind: 'failed', reason: '550 no such user' });
}
const acts = async () =>
  (await api.database.pool.query('select action, actor_email, target_id, data from audit_log order by id')).rows;

describe('mails', () => {
  test('are listed newest first, page by page, without their text', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.push(await write(`person${index}@example.org`));
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call('listMails', { query: { limit: 2, cursor } });
      listed.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
      expect(JSON.stringify(page)).not.toContain('secret');
    } while (cursor);
    // Ids of one millisecond are in no order.
    expect(listed).toEqual(ids.sort().reverse());
    expect(await codeOf(client.call('listMails', { query: { cursor: 'nonsense' } }))).toBe('invalid_cursor');
  });

  test('are listed by state, and say why they did not leave', async () => {
    const failed = await write();
    await fail(failed);
    await write('bob@example.org');
    expect((await client.call('listMails', { query: { state: 'failed' } })).data).toEqual([
      {
        id: failed,
        to: 'ann@example.org',
        subject: 'For ann@example.org',
        state: 'failed',
        attempts: 1,
        next_attempt_at: null,
        last_error: '550 no such user',
        created_at: expect.any(String),
        sent_at: null,
      },
    ]);
    expect((await client.call('listMails', { query: { state: 'kept' } })).data).toEqual([]);
  });

  test('are read with their text, which is recorded', async () => {
    const mail_id = await write();
    const mail = await client.call('getMail', { params: { mail_id } });
    expect(mail).toMatchObject({ id: mail_id, state: 'pending', text: 'https://railguard.example/reset?token=secret' });
    expect(await acts()).toEqual([
      { action: 'mail.read', actor_email: OWNER.email, target_id: mail_id, data: { recipient: 'ann@example.org' } },
    ]);
    expect(await codeOf(client.call('getMail', { params: { mail_id: newUuid() } }))).toBe('not_found');
  });

  test('that were kept or failed are sent again, with all their attempts before them', async () => {
    const mail_id = await write();
    await fail(mail_id);
    const retried = await client.call('retryMail', { params: { mail_id } });
    expect(retried).toMatchObject({ state: 'pending', attempts: 0, next_attempt_at: expect.any(String) });
    const [taken] = await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 });
    expect(taken).toMatchObject({ id: mail_id, attempts: 1 });
    expect(await acts()).toMatchObject([{ action: 'mail.retried', target_id: mail_id }]);
  });

  test('that wait for their next attempt are sent at once', async () => {
    const mail_id = await write();
    const [mail] = await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 });
    await settleMail(api.database, mail!, { kind: 'later', afterMs: 3_600_000, reason: '450 busy' });
    expect(await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 })).toEqual([]);
    await client.call('retryMail', { params: { mail_id } });
    expect(await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 })).toHaveLength(1);
  });

  test('that are with a sender are left to it', async () => {
    const mail_id = await write();
    const [mail] = await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 });
    expect(await client.call('retryMail', { params: { mail_id } })).toMatchObject({ state: 'pending', attempts: 1 });
    expect(await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 })).toEqual([]);
    expect(await settleMail(api.database, mail!, { kind: 'sent', response: '250 OK' })).toBe(true);
  });

  test('that were sent are not sent twice', async () => {
    const mail_id = await write();
    const [mail] = await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 });
    await settleMail(api.database, mail!, { kind: 'sent', response: '250 OK' });
    expect(await problemOf(client.call('retryMail', { params: { mail_id } }))).toMatchObject({ code: 'conflict' });
    expect(await codeOf(client.call('retryMail', { params: { mail_id: newUuid() } }))).toBe('not_found');
  });

  test('can be tried out', async () => {
    const mail = await client.call('sendTestMail', { body: { to: 'me@example.org' } });
    expect(mail).toMatchObject({ to: 'me@example.org', state: 'pending' });
    const [taken] = await takeDueMails(api.database, { limit: 1, leaseMs: 60_000 });
    expect(taken).toMatchObject({
      recipient: 'me@example.org',
      body_text: expect.stringContaining('http://railguard.example'),
    });
    expect(await acts()).toMatchObject([{ action: 'mail.tested' }]);
    expect(await codeOf(client.call('sendTestMail', { body: { to: 'nobody' } }))).toBe('invalid_request');
  });

  test('are for the instance admin alone, the owner of another organisation included', async () => {
    const mail_id = await write();
    const organizationId = await seedOrganization(api.database, 'others');
    const person = { email: 'other@example.com', role: 'owner', organizationId } as const;
    const { client: other } = await seedClient(api.url, api.database, person);
    const calls = [
      () => other.call('listMails'),
      () => other.call('getMail', { params: { mail_id } }),
      () => other.call('retryMail', { params: { mail_id } }),
      () => other.call('sendTestMail', { body: { to: 'me@example.org' } }),
    ];
    for (const call of calls) expect(await codeOf(call())).toBe('forbidden');
    expect(await acts()).toEqual([]);
  });
});

test('the installation says whether it can send mails, as its workers know', async () => {
  const isConfigured = async () => (await client.call('getInstance')).mail_configured;
  expect(await isConfigured()).toBe(false);
  await setSetting(api.database, 'mail_is_configured', true);
  expect(await isConfigured()).toBe(true);
  await setSetting(api.database, 'mail_is_configured', false);
  expect(await isConfigured()).toBe(false);
});
