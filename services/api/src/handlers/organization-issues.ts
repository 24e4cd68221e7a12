import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { isUuid } from '@railguard/protocol/ids';
import { issueFacets } from '@railguard/store/issue-facets';
import { listOrganizationIssues } from '@railguard/store/issue-list';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { issueCursor, readIssueCursor } from '../issue-cursor.ts';
import { toPage } from '../page.ts';
import { presentIssue } from '../present/present-issue.ts';
import { readSearch } from '../read-search.ts';

export function organizationIssueHandlers({ database }: ApiDeps) {
  return {
    async listOrganizationIssues({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, sort = 'last_seen', status = 'all' } = query;
      const after = readIssueCursor(sort, query.cursor);
      const searched = { organizationId: params.organization_id, projectIds: readProjectIds(query.project_id) };
      const search = await readSearch(database, scope, searched, query.query);
      const filter = { statuses: status === 'all' ? [] : [status], query: search.query };
      const page = { sort, limit: limit + 1, after };
      const rows = await search.answer(() => listOrganizationIssues(database, scope, searched, filter, page));
      return toPage(rows, limit, presentIssue, (last) => issueCursor(sort, last));
    },

    async getIssueFacets({ params, query, scope }) {
      const { status = 'all' } = query;
      const searched = { organizationId: params.organization_id, projectIds: readProjectIds(query.project_id) };
      const search = await readSearch(database, scope, searched, query.query);
      const filter = { statuses: status === 'all' ? [] : [status], query: search.query };
      return search.answer(() => issueFacets(database, scope, searched, filter));
    },
  } satisfies Partial<Handlers>;
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
