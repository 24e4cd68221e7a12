import { ProblemError } from '@railguard/contract/problem';
import { NotAMemberError } from '@railguard/store/edit-issues';

/** Why the id of a merged issue deletes nothing. */
export const MERGED_IS_NOT_DELETED = 'The issue was merged into another; delete that one, or unmerge this one first.';

/**
 * Puts what the store refuses about an edit into words; anything else stays what it is.
 * @param place where the change is in the body, as a JSON Pointer
 */
export function wordEditError(error: unknown, place = ''): never {
  if (!(error instanceof NotAMemberError)) throw error;
  const errors = [{ pointer: `${place}/assignee_id`, detail: 'is not a member of the organisation' }];
  throw new ProblemError('invalid_request', undefined, { errors });
}
