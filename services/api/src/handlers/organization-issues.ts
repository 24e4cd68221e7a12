import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import type { QueryOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { SearchQuery } from '@railguard/protocol/search-query';
import { countIssues } from '@railguard/store/issue-counts';
import { issueFacets } from '@railguard/store/issue-facets';
import { type IssueFilter, listOrganizationIssues } from '@railguard/store/issue-list';
import type { Scope } from '@railguard/store/scope';
import type { SearchedProjects } from '@railguard/store/searched-projects';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { issueCursor, readIssueCursor } from '../issue-cursor.ts';
import { toPage } from '../page.ts';
import { presentIssue } from '../present/present-issue.ts';
import { readProjectIds } from '../read-project-ids.ts';
import { readSearch } from '../read-search.ts';

/** Of one search: a tab says no more than `999+`. */
const MOST_COUNTED = 1_000;

export function organizationIssueHandlers({ database }: ApiDeps) {
  async function countOf(scope: Scope, searched: SearchedProjects, text: string): Promise<number> {
    const search = await readSearch(database, scope, searched, text);
    return search.answer(() => countIssues(database, scope, searched, { query: search.query }, MOST_COUNTED + 1));
  }

  return {
    async listOrganizationIssues({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, sort = 'last_seen' } = query;
      const after = readIssueCursor(sort, query.cursor);
      const searched = { organizationId: params.organization_id, projectIds: readProjectIds(query.project_id) };
      const search = await readSearch(database, scope, searched, query.query);
      const filter = filterOf(query, search.query);
      const page = { sort, limit: limit + 1, after };
      const rows = await search.answer(() => listOrganizationIssues(database, scope, searched, filter, page));
      return toPage(rows, limit, presentIssue, (last) => issueCursor(sort, last));
    },

    async getIssueFacets({ params, query, scope }) {
      const searched = { organizationId: params.organization_id, projectIds: readProjectIds(query.project_id) };
      const search = await readSearch(database, scope, searched, query.query);
      const filter = filterOf(query, search.query);
      return search.answer(() => issueFacets(database, scope, searched, filter));
    },

    async countIssues({ params, query, scope }) {
      const searched = { organizationId: params.organization_id, projectIds: readProjectIds(query.project_id) };
      const data = [];
      for (const text of [query.query].flat()) {
        const count = await countOf(scope, searched, text).catch(nullWhereMisunderstood);
        data.push({
          query: text,
          issue_count: count && Math.min(count, MOST_COUNTED),
          is_capped: (count ?? 0) > MOST_COUNTED,
        });
      }
      return { data };
    },
  } satisfies Partial<Handlers>;
}

/** Saved searches may be older than what they mean: a tag or a project that is gone is no reason to count nothing at all. */
function nullWhereMisunderstood(error: unknown): null {
  if (error instanceof ProblemError && error.code === 'invalid_request') return null;
  throw error;
}

type Searched = QueryOf<RouteOf<'getIssueFacets'>>;

function filterOf({ status = 'all', environment, release }: Searched, query: SearchQuery): IssueFilter {
  return {
    statuses: status === 'all' ? [] : [status],
    query,
    environment: environment || undefined,
    release: release || undefined,
  };
}
