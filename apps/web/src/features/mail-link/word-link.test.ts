import { expect, test } from 'vitest';
import { type MailLink, wordLink } from './word-link.ts';

const link: Omit<MailLink, 'is_done' | 'has_account'> = {
  action: 'resolve',
  project_name: 'Shop',
  to: 'ada@example.com',
  issue: { id: '00000000-0000-4000-8000-000000000001', short_id: 'SHOP-12', title: 'TypeError: x' },
  rule_name: 'Payment',
};

test.each([
  ['resolve', 'Resolve SHOP-12?', 'SHOP-12 is resolved'],
  ['ignore', 'Ignore SHOP-12?', 'SHOP-12 is ignored'],
  ['unsubscribe_rule', 'Unsubscribe from “Payment”?', 'You are unsubscribed from “Payment”'],
  ['unsubscribe_project', 'Unsubscribe from Shop?', 'You are unsubscribed from Shop'],
] as const)('a link that is to %s asks first and says when it is done', (action, ask, done) => {
  expect(wordLink({ ...link, action })).toMatchObject({ ask, done });
});

test('whose name it is done in is said before', () => {
  expect(wordLink(link).will).toContain('in the name of ada@example.com');
  expect(wordLink({ ...link, action: 'unsubscribe_project', issue: null, rule_name: null }).will).toBe(
    'ada@example.com gets no more alerts of this project.',
  );
});
