import { ProblemError } from '@railguard/contract/problem';
import { isUuid } from '@railguard/protocol/ids';
import type { Database } from '@railguard/store/database';
import type { Scope } from '@railguard/store/scope';
import { scopeOfToken } from '@railguard/store/scope-of-token';
import type { Request } from 'express';
import type { AccessTokens } from './access-token.ts';
import { isApiToken } from './api-token.ts';
import { hashToken } from './session.ts';

/** Finds out who asks. @throws ProblemError `unauthenticated` */
export type Authenticate = (request: Request) => Promise<Scope>;

/**
 * By `Authorization: Bearer <JWT or API token>` (RFC 6750). Whether the person still exists is not asked here: the scope is part of
 * every query, so somebody who is gone finds nothing.
 */
export function createAuthenticate(database: Database, accessTokens: AccessTokens): Authenticate {
  return async (request) => {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token !== undefined && isApiToken(token)) {
      const scope = await scopeOfToken(database, hashToken(token));
      if (!scope) throw new ProblemError('unauthenticated');
      return { ...scope, address: request.ip };
    }
    const userId = token === undefined ? undefined : await accessTokens.verify(token);
    if (userId === undefined || !isUuid(userId)) throw new ProblemError('unauthenticated');
    return { userId, address: request.ip };
  };
}
