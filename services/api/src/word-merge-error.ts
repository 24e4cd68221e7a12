import { ProblemError } from '@railguard/contract/problem';
import { MAX_MEMBERS } from '@railguard/store/issue-members';
import { MergeError } from '@railguard/store/merge-issues';

/** Of each issue that stands in the way. */
export const MERGE_DETAILS = {
  not_found: 'is no issue that you can see',
  other_project: 'belongs to another project',
  not_a_member: 'is not merged into this issue',
  too_many: `would be one too many: at most ${MAX_MEMBERS} issues may be merged into one`,
} as const satisfies Record<MergeError['reason'], string>;

/** Puts what stands in the way of a merge into words, issue by issue; anything else stays what it is. */
export function wordMergeError(error: unknown, sentIds: string[]): never {
  if (!(error instanceof MergeError)) throw error;
  const { reason, issueIds } = error;
  if (reason === 'too_many')
    throw new ProblemError('conflict', `At most ${MAX_MEMBERS} issues may be merged into one.`);
  const errors = issueIds.map((id) => ({
    pointer: `/issue_ids/${sentIds.indexOf(id)}`,
    detail: MERGE_DETAILS[reason],
  }));
  throw new ProblemError('invalid_request', undefined, { errors });
}
