import { expect, test } from 'vitest';
import { wordStatus } from './word-status.ts';

const open = { status: 'unresolved', resolution: null, ignore: null } as const;

test.each([
  [open, undefined],
  [{ ...open, status: 'resolved', resolution: 'now' }, 'Resolved'],
  [{ ...open, status: 'resolved', resolution: 'next_release' }, 'Resolved in the next release'],
  [{ ...open, status: 'resolved', resolution: { in_release: 'shop@2' } }, 'Resolved in shop@2'],
  [{ ...open, status: 'ignored', ignore: { forever: true } }, 'Ignored for ever'],
  [{ ...open, status: 'ignored', ignore: { for_events: 1 } }, 'Ignored until one more event'],
  [
    { ...open, status: 'ignored', ignore: { for_events: 100, within_minutes: 60 } },
    'Ignored until 100 more events within an hour',
  ],
  [{ ...open, status: 'ignored', ignore: { for_users: 10 } }, 'Ignored until 10 more users'],
] as const)('%j is %j', (issue, words) => {
  expect(wordStatus(issue)).toBe(words);
});
