import { ProblemError } from '@railguard/contract/problem';

/** An answer ready to be written by whatever HTTP framework. */
export interface ProblemReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Any thrown value as an RFC 9457 answer. What is not a `ProblemError` is a fault of ours: it becomes `internal`
 * and its message stays inside, so the caller logs it.
 */
export function problemReply(error: unknown, requestId?: string): ProblemReply {
  const problem = error instanceof ProblemError ? error : new ProblemError('internal');
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(Math.ceil(problem.retryAfterSeconds));
  return { status: problem.status, headers, body: JSON.stringify(problem.toProblem(requestId)) };
}
