import { queryDatabase } from '@railguard/testing/database-server';
import { about, type Check } from './check.ts';
import { storedEvents } from './stored-events.ts';

/** Each issue counts the different users of its stored events: exactly, since they are fewer than are kept. */
export const usersCounted: Check = async ({ databaseUrl, ledger }) => {
  const users = new Map<string, Set<string>>();
  for (const { id, issueId } of await storedEvents(databaseUrl)) {
    const user = ledger.events().get(id)?.user;
    if (user) users.set(issueId, (users.get(issueId) ?? new Set()).add(user));
  }
  const issues = await queryDatabase<{ id: string; counted: number }>(
    databaseUrl,
    'select id::text, user_count::int as counted from issue where event_count > 0',
  );
  return about(
    'issues count other users than their events have',
    issues
      .map(({ id, counted }) => ({ id, counted, seen: users.get(id)?.size ?? 0 }))
      .filter(({ counted, seen }) => counted !== seen),
  );
};
