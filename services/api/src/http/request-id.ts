import { forRequest } from '@railguard/kit/request-context';
import { newUuid } from '@railguard/protocol/ids';
import type { RequestHandler, Response } from 'express';

const ACCEPTABLE = /^[\w.:-]{1,128}$/;

/**
 * Takes over the caller's X-Request-Id where it is harmless, else makes one; sends it back and keeps it for problems and
 * for every line of the log.
 */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const id = given && ACCEPTABLE.test(given) ? given : newUuid();
  response.locals.requestId = id;
  response.set('X-Request-Id', id);
  forRequest({ request_id: id }, next);
};

export function requestIdOf(response: Response): string {
  return response.locals.requestId;
}
