import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { anIssue } from '../../../test/an-issue.ts';
import type { Issue } from './issue.ts';
import { IssueBadges } from './issue-badges.tsx';

const badgesOf = (fields: Partial<Issue>) => {
  const { container } = render(<IssueBadges issue={anIssue(fields)} />);
  return [...container.children].map(({ textContent }) => textContent);
};

describe('the badges of an issue', () => {
  test('are none where nothing stands out', () => {
    expect(badgesOf({})).toEqual([]);
  });

  test('call an issue new for a day', () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    expect(badgesOf({ first_seen: hoursAgo(23) })).toEqual(['New']);
    expect(badgesOf({ first_seen: hoursAgo(25) })).toEqual([]);
  });

  test('tell of a crash, and of what came back', () => {
    expect(badgesOf({ handled: false, is_regressed: true })).toEqual(['Regressed', 'Unhandled']);
  });

  test('say in what it is resolved, and until when it is ignored', () => {
    expect(badgesOf({ status: 'resolved', resolution: { in_release: 'shop@2' } })).toEqual(['Resolved in shop@2']);
    expect(badgesOf({ status: 'ignored', ignore: { for_users: 1 } })).toEqual(['Ignored until one more user']);
    expect(badgesOf({ status: 'ignored', ignore: { forever: true } })).toEqual(['Ignored for ever']);
  });

  test('show a release as text, whatever somebody called it', () => {
    render(<IssueBadges issue={anIssue({ status: 'resolved', resolution: { in_release: '<b>2</b>' } })} />);
    expect(screen.getByText('Resolved in <b>2</b>')).toBeTruthy();
  });
});
