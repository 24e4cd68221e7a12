import { type IssueSort, SORTS } from './issue.ts';

/** What the address of the stream says. */
export interface StreamSearch {
  /** Absent: the default view of the person, else what is unresolved. Empty: everything. */
  query?: string;
  sort?: IssueSort;
  /** The id of a project, from links of other pages: it becomes a term of the search. */
  project?: string;
  /** The id of the saved view that was opened. */
  view?: string;
  /** The id of the issue that is looked at beside the list. */
  peek?: string;
  /** How far back the small graphs go; absent: two weeks. */
  spark?: '24h';
}

export const DEFAULT_QUERY = 'is:unresolved';

export function readStreamSearch(given: Record<string, unknown>): StreamSearch {
  const { query, sort, project, view, peek, spark } = given;
  return {
    ...(typeof query === 'string' ? { query } : {}),
    ...(SORTS.includes(sort as IssueSort) ? { sort: sort as IssueSort } : {}),
    ...(typeof project === 'string' ? { project } : {}),
    ...(typeof view === 'string' ? { view } : {}),
    ...(typeof peek === 'string' ? { peek } : {}),
    ...(spark === '24h' ? { spark } : {}),
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
