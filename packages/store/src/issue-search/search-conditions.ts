import type { SearchQuery, SearchTerm } from '@railguard/protocol/search-query';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { IssueFilter } from '../issue-list.ts';
import { hasMembers } from '../issue-members.ts';
import { findCommonTags } from './common-tags.ts';
import { findByShortId } from './find-by-short-id.ts';
import { issueConditions } from './issue-conditions.ts';
import type { SearchScope } from './search-scope.ts';

const NONE: ReadonlySet<string> = new Set();

/** The parameters beside the search are terms of it. */
export function wholeQuery({ query = [], environment, release }: IssueFilter): SearchQuery {
  const tags = Object.entries({ environment, release }).flatMap(([key, value]): SearchTerm[] =>
    value === undefined ? [] : [{ kind: 'tag', negated: false, key, values: [[value]] }],
  );
  return [...query, ...tags];
}

/** The conditions on `issue`; a short id is looked up first, so that it is one row that is read. */
export async function searchConditions(
  database: Database,
  query: SearchQuery,
  projects: RawBuilder<unknown>,
  { scope, projectId, isOneProject = false }: Pick<SearchScope, 'scope' | 'projectId'> & { isOneProject?: boolean },
): Promise<RawBuilder<boolean>[]> {
  const withMembers = await hasMembers(database.kysely, sql`select project.id from ${projects}`);
  const commonTags = isOneProject ? await findCommonTags(database.kysely, query, projectId) : NONE;
  const where = { scope, projectId, isOneProject, withMembers, commonTags };
  const named = await findByShortId(database, query, projects);
  if (named === undefined) return issueConditions(query, where);
  const rest = query.filter(({ kind }) => kind !== 'text');
  return [sql<boolean>`issue.id = ${named}`, ...issueConditions(rest, where)];
}
