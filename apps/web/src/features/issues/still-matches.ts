import { parseSearch } from '@railguard/contract/search/parse-search';
import type { Issue, IssueChange } from './issue.ts';

const STATUSES: readonly string[] = ['unresolved', 'resolved', 'ignored'];

/** Whether an issue that gets this change may stay in a list of this search, as far as its status says. */
export function stillMatches(query: string, { status }: IssueChange): boolean {
  if (status === undefined) return true;
  return parseSearch(query).query.every((term) => {
    if (term.kind !== 'is' || !term.values.every((value) => STATUSES.includes(value) || value === 'regressed')) {
      return true;
    }
    const asked = term.values.map((value) => (value === 'regressed' ? 'unresolved' : value));
    return asked.includes(status) !== term.negated;
  });
}

/** The issue as it will be, before the server has said so. */
export function changed(issue: Issue, { status, resolution, ignore }: IssueChange): Issue {
  if (status === undefined) return issue;
  const isResolved = status === 'resolved';
  return {
    ...issue,
    status,
    is_regressed: false,
    resolution: isResolved ? (resolution ?? 'now') : null,
    ignore: status === 'ignored' ? (ignore ?? { forever: true }) : null,
  };
}
