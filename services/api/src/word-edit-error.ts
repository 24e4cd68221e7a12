import { ProblemError } from '@railguard/contract/problem';
import { NoSuchTeamError, NotAMemberError } from '@railguard/store/find-assignees';

/** Why the id of a merged issue deletes nothing. */
export const MERGED_IS_NOT_DELETED = 'The issue was merged into another; delete that one, or unmerge this one first.';

/**
 * Puts what the store refuses about an edit into words; anything else stays what it is.
 * @param place where the change is in the body, as a JSON Pointer
 */
export function wordEditError(error: unknown, place = ''): never {
  if (error instanceof NotAMemberError) refuse(`${place}/assignee_id`, 'is not a member of the organisation');
  if (error instanceof NoSuchTeamError) refuse(`${place}/team_id`, 'is no team of the organisation');
  throw error;
}

function refuse(pointer: string, detail: string): never {
  throw new ProblemError('invalid_request', undefined, { errors: [{ pointer, detail }] });
}
