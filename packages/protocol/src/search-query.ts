import type { Level } from './level.ts';

/**
 * What somebody searches for, read from the text they wrote (`packages/contract/src/search` has the grammar). All terms
 * hold at once; of the values of one term, any. `negated` turns a term round.
 */
export type SearchQuery = SearchTerm[];

export type SearchTerm = { negated: boolean } & (
  | { kind: 'text'; text: string }
  | { kind: 'is'; values: IssueState[] }
  | { kind: 'level'; values: Level[] }
  | { kind: 'handled'; value: boolean }
  | { kind: 'assigned'; values: Assignee[] }
  | { kind: 'column'; key: IssueColumn; values: SearchValue[] }
  | { kind: 'tag'; key: string; values: SearchValue[] }
  | { kind: 'has'; key: string }
  | { kind: 'count'; key: CountKey; comparison: Comparison; value: number }
  | { kind: 'time'; key: TimeKey; comparison: Comparison; value: SearchTime }
);

export const ISSUE_STATES = [
  'unresolved',
  'resolved',
  'ignored',
  'regressed',
  'new',
  'unhandled',
  'assigned',
  'unassigned',
] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

/** Each stands in a column of the issue or of its project. */
export type IssueColumn = 'project' | 'platform' | 'type';
/** `timesSeen` counts events, `users` people. */
export type CountKey = 'timesSeen' | 'users';
export type TimeKey = 'firstSeen' | 'lastSeen';
/** `=` of a time means within its day. */
export type Comparison = '=' | '>' | '>=' | '<' | '<=';

/** The literal text between asterisks, at least one: a single part is matched whole, `['', 'Error']` is whatever ends in `Error`. */
export type SearchValue = readonly string[];

/** A moment so many seconds before now, or in ISO 8601 (a day alone begins at midnight UTC). */
export type SearchTime = { secondsAgo: number } | { at: string };

export type Assignee = { to: 'me' | 'nobody' } | { to: 'person'; email: string } | { to: 'team'; slug: string };

export const SEARCH_NAME_KINDS = ['projects', 'members', 'teams'] as const;
export type SearchNameKind = (typeof SEARCH_NAME_KINDS)[number];

/** What an organisation has by name, as searches write it: slugs of projects and teams, addresses of members. */
export type SearchNames = Record<SearchNameKind, string[]>;

/** The names of each kind. */
export function searchNames(of: (kind: SearchNameKind) => string[]): SearchNames {
  return { projects: of('projects'), members: of('members'), teams: of('teams') };
}
