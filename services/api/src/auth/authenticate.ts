import { ProblemError } from '@railguard/contract/problem';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';
import { isSessionOpen } from '@railguard/store/sessions';
import type { Request } from 'express';
import type { AccessTokens } from './access-token.ts';

/** Finds out who asks. @throws ProblemError `unauthenticated` */
export type Authenticate = (request: Request) => Promise<Scope>;

/**
 * By `Authorization: Bearer <JWT>` (RFC 6750). The session is looked up each time and remembered nowhere, so that one
 * that was ended is refused at once by every API, and not only when its token has expired: it costs one look by primary
 * key, beside the look for the role that nearly every request takes anyway. Nobody who is gone has a session.
 */
export function createAuthenticate(database: Database, accessTokens: AccessTokens): Authenticate {
  return async (request) => {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    const bearer = token === undefined ? undefined : await accessTokens.verify(token);
    if (!bearer || !(await isSessionOpen(database, bearer.userId, bearer.sessionId))) {
      throw new ProblemError('unauthenticated');
    }
    return { ...bearer, address: request.ip };
  };
}
