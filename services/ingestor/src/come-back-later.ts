import { ProblemError } from '@railguard/contract/problem';

const RETRY_AFTER_SECONDS = 5;

/** For what the ingestor cannot do safely right now, through no fault of the client. */
export function comeBackLater(detail?: string): ProblemError {
  return new ProblemError('queue_unavailable', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
