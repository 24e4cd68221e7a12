import { ProblemError } from '@railguard/contract/problem';
import type { Log } from '@railguard/kit/log';
import { problemReply } from '@railguard/kit/problem-reply';
import { isUnavailable } from '@railguard/store/is-unavailable';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { requestIdOf } from './request-id.ts';

const RETRY_AFTER_SECONDS = 2;

/** Answers whatever was thrown as a problem document. Faults are logged and told to nobody. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const id = requestIdOf(response);
    const problem = problemFrom(error);
    if (problem === undefined || problem.code === 'unavailable') {
      log.error({ err: error, request_id: id, method: request.method, path: request.path }, 'a request failed');
    }
    if (response.headersSent) return response.destroy();
    if (problem?.code === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer');
    const { status, headers, body } = problemReply(problem ?? error, id);
    response.status(status).set(headers).set('Cache-Control', 'no-store').end(body);
  };
}

/** undefined for a fault of ours. */
function problemFrom(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (isUnavailable(error)) {
    return new ProblemError('unavailable', undefined, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  // Express itself throws these for addresses that cannot be decoded.
  return error instanceof URIError ? new ProblemError('not_found') : undefined;
}

export const notFound: RequestHandler = () => {
  throw new ProblemError('not_found');
};
