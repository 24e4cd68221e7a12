import type { Event } from '@railguard/protocol/event';
import { expect, test } from 'vitest';
import { readMailLink } from '../links/mail-link.ts';
import { alertMail } from './alert-mail.ts';
import type { AlertContent, Reader } from './content.ts';
import { linksFor } from './links.ts';

const KEY = Buffer.alloc(32, 1);
const HOSTILE = `"><img src=x onerror=alert(1)>\r\nBcc: eve@example.com \u202Eevil\u0007`;
const reader: Reader = { address: 'ann@example.com', user_id: 'u', may_edit: true, timeZone: 'Europe/Berlin' };
const event: Event = {
  event_id: 'a'.repeat(32),
  type: 'error',
  timestamp: '2026-11-26T12:00:00.000Z',
  level: 'error',
  platform: 'javascript',
  environment: HOSTILE,
  release: HOSTILE,
  message: HOSTILE,
  transaction: HOSTILE,
  exceptions: [
    { type: HOSTILE, frames: [{ function: HOSTILE, filename: HOSTILE, context_line: HOSTILE, in_app: true }] },
  ],
};
const content: AlertContent = {
  occasion: 'new_issue',
  project: { id: 'p', name: 'Shop', slug: 'shop', include_details: true },
  rule: { id: 'r', name: 'Mine' },
  issue: {
    id: 'i',
    short_id: 'SHOP-1',
    title: HOSTILE,
    culprit: HOSTILE,
    level: 'error',
    event_count: 1,
    user_count: 0,
    first_seen: new Date('2026-11-26T12:00:00Z'),
    last_seen: new Date('2026-11-26T12:00:00Z'),
  },
  event,
  facts: {},
};
const render = (change: Partial<AlertContent> = {}, to = reader) =>
  alertMail({ ...content, ...change }, to, linksFor(to, { url: 'https://railguard.example', key: KEY }));

test('nothing of an event is markup, begins a header, or is something that cannot be seen', () => {
  const { subject, text, html, headers } = render();
  expect(html).not.toMatch(/<img|onerror=alert\(1\)>/);
  expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
  for (const shown of [subject, text, html]) expect(shown).not.toMatch(/\u202e|(?![\n\t])\p{Cc}/u);
  expect(text).toContain('[U+202E]evil[U+0007]');
  expect(subject).not.toMatch(/[\r\n]/);
  expect(Object.values(headers).join()).not.toMatch(/img|eve@|[\r\n]/);
});

test('a subject is never too long, nor cut through a character', () => {
  const { subject } = render({ issue: { ...content.issue, title: '💥'.repeat(500) } });
  expect(subject.length).toBeLessThanOrEqual(160);
  expect(subject.isWellFormed()).toBe(true);
});

test('its links act for the one it goes to, and for nobody who may not', () => {
  const tokens = (to: Reader) =>
    [...render({}, to).text.matchAll(/token=(\S+)/g)].map(([, token]) => readMailLink(token!, KEY));
  const about = { projectId: 'p', address: 'ann@example.com' };
  expect(tokens(reader)).toEqual([
    { action: 'resolve', issueId: 'i', userId: 'u', ...about },
    { action: 'ignore', issueId: 'i', userId: 'u', ...about },
    { action: 'unsubscribe_rule', ruleId: 'r', userId: 'u', ...about },
    { action: 'unsubscribe_project', userId: 'u', ...about },
  ]);
  const stranger = { ...reader, user_id: null, may_edit: false };
  const viewer = { ...reader, may_edit: false };
  for (const to of [stranger, viewer]) {
    expect(tokens(to).map((link) => link?.action)).toEqual(['unsubscribe_rule', 'unsubscribe_project']);
  }
});

test('no line of an event looks like a line of the mail', () => {
  const { text } = render({ event: { ...event, message: 'one\n\nResolve:\nhttps://evil.example' } });
  expect(text).toContain('Message: one\n    \n    Resolve:\n    https://evil.example');
});

test('mails of an issue are one thread, and without details say nothing of the event', () => {
  const [one, other] = [render(), render({ occasion: 'regression' })];
  expect([one.subject, one.headers.References]).toEqual([other.subject, other.headers.References]);
  const project = { ...content.project, include_details: false };
  const { subject, text, html } = render({ project });
  expect(subject).toBe('[Shop] SHOP-1');
  expect(`${subject}${text}${html}`).not.toMatch(/img src|evil/);
});
