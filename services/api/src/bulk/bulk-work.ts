import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { Log } from '@railguard/kit/log';
import type { Database } from '@railguard/store/database';
import { deleteIssues } from '@railguard/store/delete-issues';
import { editIssues, type IssueEdit } from '@railguard/store/edit-issues';
import { NoSuchTeamError, NotAMemberError } from '@railguard/store/find-assignees';
import type { VisibleIssue } from '@railguard/store/lock-families';
import { MergeError } from '@railguard/store/merge-issues';
import type { Scope } from '@railguard/store/scope';
import { MERGED_IS_NOT_DELETED } from '../word-edit-error.ts';
import { MERGE_DETAILS } from '../word-merge-error.ts';

export type BulkResult = Omit<AnswerOf<RouteOf<'bulkIssues'>>, 'has_more' | 'undo'>;
type Failure = BulkResult['failed'][number];

/** With what the issues were before, where that can be had back. */
export type WorkDone = BulkResult & { before?: VisibleIssue[] };

/** Does something with some issues in one transaction. */
type Work = (ids: string[]) => Promise<WorkDone>;

interface Where {
  database: Database;
  scope: Scope;
  organizationId: string;
}

/** As many issues as are locked at a time: batches of workers wait for them meanwhile. */
const CHUNK = 100;

const DETAILS = {
  not_found: 'There is no such issue here, or it is not yours to see.',
  internal: 'Something went wrong on our side with these; they are as they were.',
};

export function failed(ids: string[], code: keyof typeof DETAILS): Failure[] {
  return ids.map((issue_id) => ({ issue_id, code, detail: DETAILS[code] }));
}

/** Chunk by chunk, each a transaction. What was done before one goes wrong stays done, and the rest is tried. */
export async function inChunks(ids: string[], work: Work, log: Log) {
  const result = { changed: 0, failed: [] as Failure[], before: [] as VisibleIssue[] };
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const done = await work(chunk).catch((error: unknown): WorkDone => {
      if (result.changed === 0 || isRefusal(error)) throw error;
      log.error({ err: error }, 'a part of a bulk change failed');
      return { changed: 0, failed: failed(chunk, 'internal') };
    });
    result.changed += done.changed;
    result.failed.push(...done.failed);
    result.before.push(...(done.before ?? []));
  }
  return result;
}

/** About the change itself, so it would be the same for all. */
const isRefusal = (error: unknown) => error instanceof NotAMemberError || error instanceof NoSuchTeamError;

export function editEach({ database, scope, organizationId }: Where, edit: IssueEdit): Work {
  return async (ids) => {
    const { targetOf, before } = await editIssues(database, scope, organizationId, ids, edit);
    return { changed: targetOf.size, failed: failed(without(ids, [...targetOf.keys()]), 'not_found'), before };
  };
}

export function deleteEach({ database, scope, organizationId }: Where): Work {
  return async (ids) => {
    const { deleted, merged } = await deleteIssues(database, scope, organizationId, ids);
    const conflicts = merged.map((issue_id) => ({
      issue_id,
      code: 'conflict' as const,
      detail: MERGED_IS_NOT_DELETED,
    }));
    return {
      changed: deleted.length,
      failed: [...failed(without(ids, [...deleted, ...merged]), 'not_found'), ...conflicts],
    };
  };
}

/** Every issue that stood in the way; none of the others was merged either. */
export function notMerged(error: unknown): BulkResult {
  if (!(error instanceof MergeError)) throw error;
  const { reason, issueIds } = error;
  if (reason === 'not_found') return { changed: 0, failed: failed(issueIds, 'not_found') };
  const detail = `It ${MERGE_DETAILS[reason]}.`;
  return { changed: 0, failed: issueIds.map((issue_id) => ({ issue_id, code: 'conflict' as const, detail })) };
}

function without(ids: string[], others: string[]): string[] {
  const known = new Set(others);
  return ids.filter((id) => !known.has(id));
}
