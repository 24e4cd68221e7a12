import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import type { QueryOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { isUuid } from '@railguard/protocol/ids';
import type { SearchQuery } from '@railguard/protocol/search-query';
import { issueFacets } from '@railguard/store/issue-facets';
import { type IssueFilter, listOrganizationIssues } from '@railguard/store/issue-list';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { issueCursor, readIssueCursor } from '../issue-cursor.ts';
import { toPage } from '../page.ts';
import { presentIssue } from '../present/present-issue.ts';
import { readSearch } from '../read-search.ts';

export function organizationIssueHandlers({ database }: ApiDeps) {
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
  } satisfies Partial<Handlers>;
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

const MAX_PROJECTS = 100;

/** @throws ProblemError `invalid_request` */
function readProjectIds(given: string | string[] | undefined): string[] | undefined {
  if (given === undefined) return undefined;
  const ids = [given].flat().flatMap((list) => list.split(',').map((id) => id.trim()));
  const strange = ids.find((id) => !isUuid(id));
  const detail =
    strange !== undefined
      ? `"${strange}" is not the id of a project`
      : ids.length > MAX_PROJECTS && `must name at most ${MAX_PROJECTS} projects`;
  if (detail) throw new ProblemError('invalid_request', undefined, { errors: [{ pointer: '?project_id', detail }] });
  return ids;
}
