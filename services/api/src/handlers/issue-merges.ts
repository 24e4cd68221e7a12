import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { getIssue } from '@railguard/store/issues';
import { mergeIssues, unmergeIssues } from '@railguard/store/merge-issues';
import { listMerged, type MergedIssueRow } from '@railguard/store/merged-issues';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { type IssueDetail, presentIssueDetail } from '../present/present-issue.ts';
import { wordMergeError } from '../word-merge-error.ts';

const CURSOR = 'merged issues';

export function issueMergeHandlers({ database }: ApiDeps) {
  async function show(scope: Scope, done: { target: string } | undefined): Promise<IssueDetail> {
    const issue = done && (await getIssue(database, scope, done.target));
    if (!issue) throw new ProblemError('not_found');
    return presentIssueDetail(issue);
  }

  return {
    async mergeIssues({ params, body, scope, access }) {
      const { issue_ids } = body;
      const merging = mergeIssues(database, scope, access.organization_id, params.issue_id, issue_ids);
      return show(scope, await merging.catch((error) => wordMergeError(error, issue_ids)));
    },

    async listMergedIssues({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor)?.id;
      const rows = await listMerged(database, scope, params.issue_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentMerged, ({ id }) => encodeCursor(CURSOR, [id]));
    },

    async unmergeIssues({ params, body, scope, access }) {
      const { issue_ids } = body;
      const unmerging = unmergeIssues(database, scope, access.organization_id, params.issue_id, issue_ids);
      return show(scope, await unmerging.catch((error) => wordMergeError(error, issue_ids)));
    },
  } satisfies Partial<Handlers>;
}

function presentMerged(issue: MergedIssueRow): AnswerOf<RouteOf<'listMergedIssues'>>['data'][number] {
  return { ...issue, first_seen: issue.first_seen.toISOString(), last_seen: issue.last_seen.toISOString() };
}
