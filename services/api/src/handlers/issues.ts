import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { deleteIssues } from '@railguard/store/delete-issues';
import { editIssues } from '@railguard/store/edit-issues';
import { listIssues } from '@railguard/store/issue-list';
import { getIssue, type IssueDetailRow } from '@railguard/store/issues';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { issueCursor, readIssueCursor } from '../issue-cursor.ts';
import { toPage } from '../page.ts';
import { presentIssue, presentIssueDetail } from '../present/present-issue.ts';
import { readIssueChange } from '../read-issue-change.ts';
import { readSearch } from '../read-search.ts';
import { MERGED_IS_NOT_DELETED, wordEditError } from '../word-edit-error.ts';

export function issueHandlers({ database }: ApiDeps) {
  async function findIssue(scope: Scope, id: string): Promise<IssueDetailRow> {
    return found(await getIssue(database, scope, id));
  }

  return {
    async listIssues({ params: { project_id }, query, scope, access }) {
      const { limit = DEFAULT_PAGE_SIZE, sort = 'last_seen', status = 'all' } = query;
      const after = readIssueCursor(sort, query.cursor);
      const searched = { organizationId: access.organization_id, projectIds: [project_id] };
      const search = await readSearch(database, scope, searched, query.query);
      const filter = {
        statuses: status === 'all' ? [] : [status],
        query: search.query,
        environment: query.environment || undefined,
        release: query.release || undefined,
      };
      const page = { sort, limit: limit + 1, after };
      const rows = await search.answer(() => listIssues(database, scope, project_id, filter, page));
      return toPage(rows, limit, presentIssue, (last) => issueCursor(sort, last));
    },

    async getIssue({ params, scope }) {
      return presentIssueDetail(await findIssue(scope, params.issue_id));
    },

    async updateIssue({ params, body, scope, access }) {
      const edit = readIssueChange(body);
      const ids = [params.issue_id];
      await editIssues(database, scope, access.organization_id, ids, edit).catch((error) => wordEditError(error));
      return presentIssueDetail(await findIssue(scope, params.issue_id));
    },

    async deleteIssue({ params, scope, access }) {
      const { deleted, merged } = await deleteIssues(database, scope, access.organization_id, [params.issue_id]);
      if (merged.length > 0) throw new ProblemError('conflict', MERGED_IS_NOT_DELETED);
      if (deleted.length === 0) throw new ProblemError('not_found');
      return undefined;
    },
  } satisfies Partial<Handlers>;
}
