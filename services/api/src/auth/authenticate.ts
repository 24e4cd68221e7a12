import { ProblemError } from '@railguard/contract/problem';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';
import { scopeOfToken } from '@railguard/store/scope-of-token';
import { isSessionOpen } from '@railguard/store/sessions';
import type { Request } from 'express';
import type { AccessTokens } from './access-token.ts';
import { isApiToken } from './api-token.ts';
import { hashToken } from './random-token.ts';

/** Finds out who asks. @throws ProblemError `unauthenticated` */
export type Authenticate = (request: Request) => Promise<Scope>;

/**
 * By `Authorization: Bearer <JWT or API token>` (RFC 6750). Session and token are looked up each time and remembered
 * nowhere, so that one that was ended is refused at once by every API, and not only when it has expired: it costs one look
 * by key, beside the look for the role that nearly every request takes anyway. Nobody who is gone has either.
 */
export function createAuthenticate(database: Database, accessTokens: AccessTokens): Authenticate {
  return async (request) => {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token !== undefined && isApiToken(token)) {
      const scope = await scopeOfToken(database, hashToken(token));
      if (!scope) throw new ProblemError('unauthenticated');
      return { ...scope, address: request.ip };
    }
    const bearer = token === undefined ? undefined : await accessTokens.verify(token);
    if (!bearer || !(await isSessionOpen(database, bearer.userId, bearer.sessionId))) {
      throw new ProblemError('unauthenticated');
    }
    return { ...bearer, address: request.ip };
  };
}
