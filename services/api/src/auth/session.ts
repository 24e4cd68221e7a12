import { createHash, randomBytes } from 'node:crypto';
import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { UserRow } from '@railguard/store/users';
import type { Response } from 'express';
import { presentUser } from '../present/present-user.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.ts';
import { setRefreshCookie } from './refresh-cookie.ts';

export type Session = AnswerOf<RouteOf<'login'>>;

const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;

export interface FreshRefreshToken {
  /** 256 random bits; the client's to keep. */
  token: string;
  /** What the store keeps in its place. */
  token_hash: Uint8Array;
  expires_at: Date;
}

export function newRefreshToken(): FreshRefreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, token_hash: hashToken(token), expires_at: new Date(Date.now() + REFRESH_TOKEN_SECONDS * 1000) };
}

/** A plain hash is enough: the token is random, so there is nothing to guess. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

export interface Delivery {
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
    access_token: await delivery.accessTokens.sign(user.id),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    user: presentUser(user),
  };
  if (delivery.tokenDelivery === 'body') return { ...session, refresh_token: refreshToken };
  setRefreshCookie(delivery.response, refreshToken, REFRESH_TOKEN_SECONDS, delivery.secure);
  return session;
}
