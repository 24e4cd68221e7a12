import { ProblemError } from '@railguard/contract/problem';
import { LastOwnerError, OwnersOnlyError } from '@railguard/store/change-membership';

/** Says what stands in the way of a change of members or their roles; anything else is thrown on. */
export function wordMembershipError(error: unknown): never {
  if (error instanceof OwnersOnlyError) {
    throw new ProblemError('forbidden', 'Only an owner makes somebody an owner, or changes or removes one.');
  }
  if (error instanceof LastOwnerError) {
    throw new ProblemError('conflict', 'An organisation needs an owner: make somebody else one first.');
  }
  throw error;
}
