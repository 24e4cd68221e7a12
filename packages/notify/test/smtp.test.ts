import { createServer, type Server } from 'node:net';
import { createSmtp, type Mail, type Smtp } from '@railguard/notify/smtp';
import { MailRefusedError } from '@railguard/notify/smtp-failure';
import { newUuid } from '@railguard/protocol/ids';
import { type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(() => sink.stop());

const FROM = 'Railguard <alerts@example.com>';
const aMail = (rest: Partial<Mail> = {}): Mail => ({
  id: newUuid(),
  to: 'ann@example.org',
  subject: 'Größe',
  text: 'A line.\nAnother, über.',
  html: null,
  headers: {},
  writtenAt: new Date('2026-11-23T10:00:00Z'),
  ...rest,
});
const never = () => new AbortController().signal;
const send = (mail: Partial<Mail> = {}, { url = sink.url, from = FROM, signal = never() } = {}) =>
  createSmtp({ url, from }).send(aMail(mail), signal);
const failureOf = (sending: Promise<unknown>) =>
  sending.then(
    () => undefined,
    (error: Error) => error,
  );

describe('a mail', () => {
  test('arrives as it was written, from whom, when, and marked as sent by a machine', async () => {
    const id = newUuid();
    await send({ id });
    expect(sink.received).toHaveLength(1);
    const { from, to, headers, raw } = sink.received[0]!;
    expect({ from, to }).toEqual({ from: 'alerts@example.com', to: ['ann@example.org'] });
    expect(headers).toMatchObject({
      from: 'Railguard <alerts@example.com>',
      to: 'ann@example.org',
      subject: '=?UTF-8?Q?Gr=C3=B6=C3=9Fe?=',
      date: 'Mon, 23 Nov 2026 10:00:00 +0000',
      'message-id': `<${id}@example.com>`,
      'auto-submitted': 'auto-generated',
    });
    expect(raw).toContain('Another, =C3=BCber.');
    expect(raw).not.toMatch(/nodemailer/i);
  });

  test('that is sent again has the same Message-ID', async () => {
    const mail = aMail();
    await send(mail);
    await send(mail);
    const ids = sink.received.map(({ headers }) => headers['message-id']);
    expect(ids[0]).toBe(ids[1]);
  });

  test('with HTML has both forms', async () => {
    await send({ html: '<p>A line.</p>' });
    const { headers, raw } = sink.received[0]!;
    expect(headers['content-type']).toMatch(/^multipart\/alternative/);
    expect(raw).toContain('<p>A line.</p>');
    expect(raw).toContain('A line.\r\nAnother');
  });
});

describe('nothing that is written into a mail', () => {
  test('begins a header of its own', async () => {
    await send({ subject: 'New issue\r\nBcc: eve@example.net\r\n\r\n<b>body</b>\u2028X: y\0' });
    const { headers, to } = sink.received[0]!;
    expect(headers.subject).toBe('New issue Bcc: eve@example.net <b>body</b> X: y');
    expect(Object.keys(headers)).not.toContain('bcc');
    expect(to).toEqual(['ann@example.org']);
  });

  test.each([
    'ann@example.org,eve@example.net',
    'ann@example.org\r\nRCPT TO:<eve@example.net>',
    'ann@example.org> NOTIFY=SUCCESS <eve@example.net',
    '<eve@example.net>ann@example.org',
    '"eve@example.net,"@example.org',
    'friends:eve@example.net;',
  ])('makes another recipient of %j', async (to) => {
    expect(await failureOf(send({ to }))).toBeInstanceOf(MailRefusedError);
    expect(sink.received).toEqual([]);
  });

  test('ends the body, or is read from a file', async () => {
    await send({ text: 'one\r\n.\r\nMAIL FROM:<eve@example.net>\r\n', html: '<img src="file:///etc/passwd">' });
    expect(sink.received).toHaveLength(1);
    expect(sink.received[0]!.raw).toContain('MAIL FROM:<eve@example.net>');
    expect(sink.received[0]!.raw).not.toContain('root:');
  });
});

describe('what the server refuses', () => {
  test.each([
    ['from', 552, 'too large'],
    ['to', 550, 'no such user'],
    ['data', 554, 'looks like spam'],
  ] as const)('for good at %s is never asked for again', async (step, code, words) => {
    sink.refuse[step] = () => [code, words];
    const failure = await failureOf(send());
    expect(failure).toBeInstanceOf(MailRefusedError);
    expect(failure!.message).toMatch(new RegExp(`^[A-Z ]+: ${code} ${words}$`));
  });

  test.each([
    ['from', 451, 'greylisted'],
    ['to', 450, 'busy'],
    ['data', 452, 'full'],
    ['from', 530, 'sign in first'],
  ] as const)('for now at %s with %i may be taken later', async (step, code, words) => {
    sink.refuse[step] = () => [code, words];
    const failure = await failureOf(send());
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(failure!.message).toContain(`${code} ${words}`);
  });

  test('because of our password may be taken once that is mended, and the password is told to nobody', async () => {
    await sink.stop();
    sink = await startSmtpSink({ auth: true });
    sink.refuse.auth = () => [535, 'wrong password'];
    const url = sink.url.replace('//', '//railguard:hunter2@');
    const failure = await failureOf(send({}, { url }));
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(failure!.message).toContain('535 wrong password');
    expect(failure!.message).not.toContain('hunter2');
    sink.refuse.auth = undefined;
    await send({}, { url });
    expect(sink.received).toHaveLength(1);
  });
});

test('a mail that must be encrypted on its way is not sent otherwise', async () => {
  const failure = await failureOf(send({}, { url: `${sink.url}?requireTLS=true` }));
  expect(failure).not.toBeInstanceOf(MailRefusedError);
  expect(failure!.message).toMatch(/^STARTTLS: 5/);
  expect(sink.received).toEqual([]);
});

describe('connections are kept', () => {
  let smtp: Smtp;
  beforeEach(() => {
    smtp = createSmtp({ url: sink.url, from: FROM });
  });
  afterEach(() => smtp.close());
  const sendOne = () => smtp.send(aMail(), never());

  test('for the next mail, and a few at most', async () => {
    for (let mail = 0; mail < 3; mail++) await sendOne();
    expect(sink.connections()).toBe(1);
    await Promise.all(Array.from({ length: 20 }, sendOne));
    expect(sink.received).toHaveLength(23);
    expect(sink.connections()).toBeLessThanOrEqual(5);
  });

  test('and one that the server ended meanwhile costs no mail', async () => {
    await sendOne();
    sink.drop();
    await sendOne();
    expect(sink.received).toHaveLength(2);
    expect(sink.connections()).toBe(2);
  });

  test('and one that breaks in the middle of a mail leaves it for later, under the same Message-ID', async () => {
    await sendOne();
    const mail = aMail();
    const letGo = sink.hold();
    const failing = failureOf(smtp.send(mail, never()));
    await expect.poll(() => sink.held()).toBe(1);
    sink.drop();
    const failure = await failing;
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    letGo();
    await smtp.send(mail, never());
    // The server had taken the first as well, and could not say so.
    const [, ...ids] = sink.received.map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('by a server that takes its time as well', async () => {
    sink.slowness.ms = 400;
    await sendOne();
    await sendOne();
    expect(sink.received).toHaveLength(2);
    expect(sink.connections()).toBe(1);
  });
});

describe('a server that', () => {
  let silent: Server;
  afterEach(() => silent?.close());

  test('is not there may be back later', async () => {
    await sink.stop();
    const failure = await failureOf(send());
    sink = await startSmtpSink();
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(failure!.message).toContain('ECONNREFUSED');
  });

  test('says nothing is left when the signal says so', async () => {
    const { promise: dropped, resolve } = Promise.withResolvers<void>();
    const leaving = new AbortController();
    silent = createServer((socket) => {
      socket.on('error', () => {}).once('close', () => resolve());
      leaving.abort();
    }).listen(0, '127.0.0.1');
    await new Promise((done) => silent.once('listening', done));
    const url = `smtp://127.0.0.1:${(silent.address() as { port: number }).port}`;
    const failure = await failureOf(send({}, { url, signal: leaving.signal }));
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    await dropped;
  });
});
