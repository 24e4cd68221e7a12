import { type IssueSort, SORTS } from './issue.ts';

/** What the address of the stream says. */
export interface StreamSearch {
  /** Absent: what is unresolved. Empty: everything. */
  query?: string;
  sort?: IssueSort;
  /** The id of a project; absent: all of them. */
  project?: string;
}

export const DEFAULT_QUERY = 'is:unresolved';

export function readStreamSearch({ query, sort, project }: Record<string, unknown>): StreamSearch {
  return {
    ...(typeof query === 'string' ? { query } : {}),
    ...(SORTS.includes(sort as IssueSort) ? { sort: sort as IssueSort } : {}),
    ...(typeof project === 'string' ? { project } : {}),
  };
}

/** Searches that people come back to, as tabs. */
export const VIEWS = [
  { id: 'unresolved', query: DEFAULT_QUERY },
  { id: 'new', query: 'is:unresolved is:new' },
  { id: 'regressed', query: 'is:regressed' },
  { id: 'mine', query: 'is:unresolved assigned:me' },
  { id: 'ignored', query: 'is:ignored' },
  { id: 'all', query: '' },
] as const;
