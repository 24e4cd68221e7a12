import { ProblemError } from '@railguard/contract/problem';
import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { largestIssue } from '@railguard/store/largest-issue';
import { matchingIssues } from '@railguard/store/matching-issues';
import { mergeIssues } from '@railguard/store/merge-issues';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { type BulkResult, deleteEach, editEach, failed, inChunks, notMerged } from '../bulk/bulk-work.ts';
import { wayBack } from '../bulk/way-back.ts';
import type { Handlers } from '../handler.ts';
import { readIssueChange } from '../read-issue-change.ts';
import { readSearch } from '../read-search.ts';
import { wordEditError } from '../word-edit-error.ts';

/** Found by a filter. */
const MAX_MATCHING = 10_000;

type Body = BodyOf<RouteOf<'bulkIssues'>>;

export function issueBulkHandlers({ database, log }: ApiDeps) {
  async function namedBy(scope: Scope, organizationId: string, { issue_ids, filter }: Body) {
    if (issue_ids) return { ids: [...new Set(issue_ids)], has_more: false };
    const { project_ids, query, status } = filter!;
    const searched = { organizationId, projectIds: project_ids };
    const search = await readSearch(database, scope, searched, query, '/filter/query');
    const wanted = { query: search.query, statuses: status ? [status] : [] };
    const ids = await search.answer(() => matchingIssues(database, scope, searched, wanted, MAX_MATCHING + 1));
    return { ids: ids.slice(0, MAX_MATCHING), has_more: ids.length > MAX_MATCHING };
  }

  async function merge(scope: Scope, organizationId: string, ids: string[]): Promise<BulkResult> {
    const target = await largestIssue(database, scope, ids);
    if (!target) return { changed: 0, failed: failed(ids, 'not_found') };
    const others = ids.filter((id) => id !== target);
    try {
      const done = await mergeIssues(database, scope, organizationId, target, others);
      return done
        ? { changed: ids.length, failed: [], merged_into: target }
        : { changed: 0, failed: failed(ids, 'not_found') };
    } catch (error) {
      return notMerged(error);
    }
  }

  return {
    async bulkIssues({ params, body, scope }) {
      checkForm(body);
      const { organization_id } = params;
      const edit = body.change && readIssueChange(body.change, '/change');
      const { ids, has_more } = await namedBy(scope, organization_id, body);
      const where = { database, scope, organizationId: organization_id };
      if (body.merge) return { ...(await merge(scope, organization_id, ids)), has_more };
      const work = edit ? editEach(where, edit) : deleteEach(where);
      const { before, ...result } = await inChunks(ids, work, log).catch((error) => wordEditError(error, '/change'));
      return { ...result, has_more, ...(edit && { undo: wayBack(before, edit) }) };
    },
  } satisfies Partial<Handlers>;
}

/** @throws ProblemError `invalid_request` unless it says which issues in one way, and what to do with them in one way */
function checkForm(body: Body): void {
  const count = (...values: unknown[]) => values.filter((value) => value !== undefined).length;
  const errors = [
    ...(count(body.issue_ids, body.filter) === 1 ? [] : [{ pointer: '', detail: 'give one of issue_ids and filter' }]),
    ...(count(body.change, body.delete, body.merge) === 1
      ? []
      : [{ pointer: '', detail: 'give one of change, delete and merge' }]),
    ...(body.merge && body.filter ? [{ pointer: '/merge', detail: 'goes with issue_ids only' }] : []),
  ];
  if (errors.length > 0) throw new ProblemError('invalid_request', undefined, { errors });
}
