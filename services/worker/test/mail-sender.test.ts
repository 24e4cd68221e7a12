import { createServer } from 'node:net';
import { createLog } from '@railguard/kit/log';
import { createSmtp } from '@railguard/notify/smtp';
import { createDatabase, type Database } from '@railguard/store/database';
import { takeDueMails } from '@railguard/store/mail-delivery';
import { queueMail } from '@railguard/store/mails';
import { createTestDatabase } from '@railguard/testing/database';
import { type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import { type MailSender, startMailSender } from '@railguard/worker/mail-sender';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';

const log = createLog('test', 'silent');
let database: Database;
let drop: () => Promise<void>;
let sink: SmtpSink;
const senders: MailSender[] = [];

beforeAll(async () => {
  const cloned = await createTestDatabase(inject('postgresUrl'));
  drop = cloned.drop;
  database = createDatabase({ url: cloned.url, maxConnections: 8, applicationName: 'mail test', log });
});
afterAll(async () => {
  await database.close();
  await drop();
});
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
  await sink.stop();
  await database.pool.query('delete from mail');
});

function start(url: string | undefined = sink.url): MailSender {
  const send = url ? createSmtp({ url, from: 'alerts@example.com' }).send : undefined;
  const sender = startMailSender({ database, log, send });
  senders.push(sender);
  return sender;
}

const write = (to = 'ann@example.org') => queueMail(database.kysely, { to, subject: 'Subject', text: 'Text' });
async function mail(id: string) {
  const { rows } = await database.pool.query(
    `select state, attempts, last_error, extract(epoch from next_attempt_at - now())::float as due_in
     from mail where id = $1`,
    [id],
  );
  return rows[0];
}
const stateOf = async (id: string) => (await mail(id)).state;
const makeDue = () => database.pool.query('update mail set next_attempt_at = now(), last_error = null');
const WAIT = { timeout: 10_000, interval: 30 };

describe('the sender', () => {
  test('sends what was written before it started and after', async () => {
    const before = await write();
    start();
    await expect.poll(() => stateOf(before), WAIT).toBe('sent');
    const after = await write('bob@example.org');
    await expect.poll(() => stateOf(after), WAIT).toBe('sent');
    expect(sink.received.map(({ to }) => to)).toEqual([['ann@example.org'], ['bob@example.org']]);
  });

  test('is one of many, and each mail leaves once', async () => {
    const addresses = Array.from({ length: 40 }, (_, index) => `person${index}@example.org`);
    for (const address of addresses) await write(address);
    for (let index = 0; index < 4; index++) start();
    const open = async () => (await database.pool.query(`select from mail where state <> 'sent'`)).rowCount;
    await expect.poll(open, WAIT).toBe(0);
    expect(sink.received.map(({ to }) => to[0]!).sort()).toEqual(addresses.sort());
  });

  test('leaves a mail alone that another one has, and sends it when that one is dead', async () => {
    const id = await write();
    const [taken] = await takeDueMails(database, { limit: 1, leaseMs: 60_000 });
    expect(taken!.id).toBe(id);
    start();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(sink.received).toEqual([]);
    // The lease ends.
    await makeDue();
    await expect.poll(() => stateOf(id), WAIT).toBe('sent');
    expect(sink.received[0]!.headers['message-id']).toContain(id);
  });

  test('tries again later what is refused for now, each time after a longer pause', async () => {
    sink.refuse.to = () => [450, 'greylisted'];
    const id = await write();
    start();
    await expect.poll(() => mail(id), WAIT).toMatchObject({ attempts: 1, last_error: 'RCPT TO: 450 greylisted' });
    const first = await mail(id);
    expect(first.state).toBe('pending');
    expect(first.due_in).toBeGreaterThan(10);
    expect(first.due_in).toBeLessThanOrEqual(30);
    await makeDue();
    await expect.poll(() => mail(id), WAIT).toMatchObject({ attempts: 2, last_error: 'RCPT TO: 450 greylisted' });
    expect((await mail(id)).due_in).toBeGreaterThan(25);
    sink.refuse.to = undefined;
    await makeDue();
    await expect.poll(() => mail(id), WAIT).toMatchObject({ state: 'sent', attempts: 3, last_error: null });
  });

  test('gives up what is refused for good, at once, and sends its neighbours', async () => {
    sink.refuse.to = ({ to }) => (to === 'nobody@example.org' ? [550, 'no such user'] : undefined);
    const [bad, good] = [await write('nobody@example.org'), await write()];
    start();
    await expect.poll(() => stateOf(good), WAIT).toBe('sent');
    await expect
      .poll(() => mail(bad), WAIT)
      .toMatchObject({ state: 'failed', attempts: 1, last_error: 'RCPT TO: 550 no such user' });
  });

  test('gives up what was refused for now sixteen times', async () => {
    sink.refuse.data = () => [452, 'full'];
    const id = await write();
    await database.pool.query('update mail set attempts = 14');
    start();
    await expect
      .poll(() => mail(id), WAIT)
      .toMatchObject({ state: 'pending', attempts: 15, last_error: 'DATA: 452 full' });
    await makeDue();
    await expect
      .poll(() => mail(id), WAIT)
      .toMatchObject({ state: 'failed', attempts: 16, last_error: 'DATA: 452 full' });
  });

  test('does not try what ended each of its senders', async () => {
    const id = await write();
    await database.pool.query('update mail set attempts = 16');
    start();
    await expect.poll(() => stateOf(id), WAIT).toBe('failed');
    expect(sink.received).toEqual([]);
  });

  test('sends everything once a server that was down is back', async () => {
    const { port } = sink;
    await sink.stop();
    const id = await write();
    start();
    await expect.poll(async () => (await mail(id)).last_error, WAIT).toContain('ECONNREFUSED');
    expect(await stateOf(id)).toBe('pending');
    sink = await startSmtpSink({ port });
    await makeDue();
    await expect.poll(() => stateOf(id), WAIT).toBe('sent');
  });

  test('takes a password that is wrong for a fault of ours, not of the mail', async () => {
    await sink.stop();
    sink = await startSmtpSink({ auth: true });
    sink.refuse.auth = () => [535, 'wrong password'];
    const id = await write();
    start(sink.url.replace('//', '//railguard:hunter2@'));
    await expect.poll(async () => (await mail(id)).last_error, WAIT).toContain('535');
    expect(await mail(id)).toMatchObject({ state: 'pending', attempts: 1 });
  });

  test('without a server keeps mails, and sends none of them when there is one later', async () => {
    const id = await write();
    const none = start('');
    await expect.poll(() => stateOf(id), WAIT).toBe('kept');
    await none.stop();
    const next = await write();
    start();
    await expect.poll(() => stateOf(next), WAIT).toBe('sent');
    expect(await stateOf(id)).toBe('kept');
  });
});

describe('stopping', () => {
  test('waits for the mail under way', async () => {
    const letGo = sink.hold();
    const id = await write();
    const sender = start();
    await expect.poll(() => sink.held(), WAIT).toBe(1);
    const stopped = sender.stop();
    letGo();
    await stopped;
    expect(await stateOf(id)).toBe('sent');
    const later = await write();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await stateOf(later)).toBe('pending');
  });

  test('gives back after a few seconds what a server that hangs does not answer, uncounted', async () => {
    const hanging = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((listening) => hanging.listen(0, '127.0.0.1', listening));
    const id = await write();
    const sender = start(`smtp://127.0.0.1:${(hanging.address() as { port: number }).port}`);
    await expect.poll(async () => (await mail(id)).attempts, WAIT).toBe(1);
    const began = performance.now();
    await sender.stop();
    expect(performance.now() - began).toBeLessThan(9_000);
    const { state, attempts, due_in } = await mail(id);
    expect({ state, attempts, isDue: due_in <= 0 }).toEqual({ state: 'pending', attempts: 0, isDue: true });
    await new Promise((closed) => hanging.close(closed));
  });
});
