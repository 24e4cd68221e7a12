import { expect, test } from 'vitest';
import { type MailLink, readMailLink, signMailLink } from './mail-link.ts';

const KEY = Buffer.alloc(32, 7);
const NOW = new Date('2026-11-26T12:00:00Z');
const LINK: MailLink = { action: 'resolve', projectId: 'p', issueId: 'i', userId: 'u', address: 'ann@example.com' };

test('a link comes back as it was signed', () => {
  expect(readMailLink(signMailLink(LINK, KEY, NOW), KEY, NOW)).toEqual(LINK);
  const unsubscribe: MailLink = { action: 'unsubscribe_rule', projectId: 'p', ruleId: 'r', address: 'a@b' };
  expect(readMailLink(signMailLink(unsubscribe, KEY, NOW), KEY, NOW)).toEqual(unsubscribe);
});

test.each([
  ['another key', (token: string) => [token, Buffer.alloc(32, 8)] as const],
  ['another content', (token: string) => [`A${token.slice(1)}`, KEY] as const],
  ['no signature', (token: string) => [token.split('.')[0]!, KEY] as const],
  ['a cut signature', (token: string) => [token.slice(0, -2), KEY] as const],
  ['nothing', () => ['', KEY] as const],
])('%s makes it worthless', (_name, change) => {
  const [token, key] = change(signMailLink(LINK, KEY, NOW));
  expect(readMailLink(token, key, NOW)).toBeUndefined();
});

test('acting links are good for a week, unsubscribing ones for a year', () => {
  const after = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
  const acting = signMailLink(LINK, KEY, NOW);
  expect(readMailLink(acting, KEY, after(6.9))).toEqual(LINK);
  expect(readMailLink(acting, KEY, after(7))).toBeUndefined();
  const leaving = signMailLink({ ...LINK, action: 'unsubscribe_project' }, KEY, NOW);
  expect(readMailLink(leaving, KEY, after(364))).toBeDefined();
  expect(readMailLink(leaving, KEY, after(365))).toBeUndefined();
});
