import type { ISSUE_STATES, SearchQuery } from '@railguard/protocol/search-query';
import type { IssueStatus } from '../tables.ts';

const EVERY_STATUS: IssueStatus[] = ['unresolved', 'resolved', 'ignored'];

/**
 * The statuses that an issue can have where it matches; lists walk an index for each of them. Of those asked for beside
 * the search, all where there are none. Empty where nothing can match.
 */
export function possibleStatuses(query: SearchQuery, asked: readonly IssueStatus[] = []): IssueStatus[] {
  let possible = EVERY_STATUS.filter((status) => asked.length === 0 || asked.includes(status));
  for (const term of query) {
    if (term.kind !== 'is') continue;
    const named = term.values.map((state) => (state === 'regressed' ? 'unresolved' : state));
    if (!named.every(isStatus)) continue;
    if (!term.negated) possible = possible.filter((status) => named.includes(status));
    else if (!term.values.includes('regressed')) possible = possible.filter((status) => !named.includes(status));
  }
  return possible;
}

function isStatus(state: (typeof ISSUE_STATES)[number]): state is IssueStatus {
  return (EVERY_STATUS as string[]).includes(state);
}
