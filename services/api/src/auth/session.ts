import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { openSession, type SessionClient } from '@railguard/store/sessions';
import type { UserRow } from '@railguard/store/users';
import type { Request, Response } from 'express';
import type { ApiDeps } from '../api-deps.ts';
import { presentUser } from '../present/present-user.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.ts';
import { type FreshToken, newToken } from './random-token.ts';
import { setRefreshCookie } from './refresh-cookie.ts';

export type Session = AnswerOf<RouteOf<'login'>>;

const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;
const MAX_USER_AGENT = 300;

export function newRefreshToken(): FreshToken {
  return newToken(REFRESH_TOKEN_SECONDS);
}

/** What is shown of a client where its person looks for sessions that are not theirs. */
export function clientOf(request: Request): SessionClient {
  return { user_agent: (request.get('user-agent') ?? '').slice(0, MAX_USER_AGENT), address: request.ip ?? null };
}

export interface Delivery {
  sessionId: string;
  accessTokens: AccessTokens;
  response: Response;
  /** Whether the cookie is for https alone. */
  secure: boolean;
  /** `body` for clients that keep no cookies. */
  tokenDelivery: 'cookie' | 'body' | undefined;
}

/** Hands the tokens of a session over: the access token in the body, the refresh token where the client wants it. */
export async function deliverSession(user: UserRow, refreshToken: string, delivery: Delivery): Promise<Session> {
  const session: Session = {
    access_token: await delivery.accessTokens.sign({ userId: user.id, sessionId: delivery.sessionId }),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    user: presentUser(user),
  };
  if (delivery.tokenDelivery === 'body') return { ...session, refresh_token: refreshToken };
  setRefreshCookie(delivery.response, refreshToken, REFRESH_TOKEN_SECONDS, delivery.secure);
  return session;
}

export interface SignIn {
  user: UserRow;
  /** What the password was held against; absent where somebody signs in without one. */
  passwordHash?: string | null;
  tokenDelivery: 'cookie' | 'body' | undefined;
  request: Request;
  response: Response;
}

/** Opens a session for somebody who has shown who they are; undefined where the password was changed meanwhile. */
export function createSignIn({ database, config }: Pick<ApiDeps, 'database' | 'config'>, accessTokens: AccessTokens) {
  const secure = config.url.startsWith('https:');
  return async ({ user, passwordHash, tokenDelivery, request, response }: SignIn): Promise<Session | undefined> => {
    const { token, ...stored } = newRefreshToken();
    const session = { user_id: user.id, password_hash: passwordHash, ...stored, ...clientOf(request) };
    const sessionId = await openSession(database, session);
    if (sessionId === undefined) return undefined;
    return deliverSession(user, token, { sessionId, accessTokens, response, secure, tokenDelivery });
  };
}
