import { ProblemError } from '@railguard/contract/problem';
import { findAccountByEmail } from '@railguard/store/accounts';
import { revokeRefreshToken, rotateRefreshToken } from '@railguard/store/refresh-tokens';
import { findUser } from '@railguard/store/users';
import type { Request } from 'express';
import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import { createAttempts } from '../auth/attempts.ts';
import { isPassword } from '../auth/password.ts';
import { hashToken } from '../auth/random-token.ts';
import { clearRefreshCookie, readRefreshCookie } from '../auth/refresh-cookie.ts';
import { requireSameOrigin } from '../auth/same-origin.ts';
import { createSecondFactor } from '../auth/second-factor.ts';
import { clientOf, createSignIn, deliverSession, newRefreshToken } from '../auth/session.ts';
import type { Handlers } from '../handler.ts';

export function authHandlers(deps: ApiDeps, accessTokens: AccessTokens) {
  const { database, config, log } = deps;
  const secure = config.url.startsWith('https:');
  const attempts = createAttempts(database);
  const secondFactor = createSecondFactor(deps);
  const signIn = createSignIn(deps, accessTokens);

  /** A token in the body is the client's own doing; one in the cookie may be somebody else's, so the origin counts. */
  function refreshTokenOf(request: Request, inBody: string | undefined): string | undefined {
    if (inBody !== undefined) return inBody;
    const inCookie = readRefreshCookie(request);
    if (inCookie !== undefined) requireSameOrigin(request, config.url);
    return inCookie;
  }

  /** Only ever asked for after the right password, so that it tells strangers nothing. */
  async function requireCode(userId: string, email: string, code: string, request: Request): Promise<void> {
    const attempt = await attempts.code(email, request.ip);
    if (!(await secondFactor.take(userId, code))) throw new ProblemError('invalid_code');
    await attempt.succeed();
  }

  return {
    async login({ body, request, response }) {
      const { email, password, code, token_delivery: tokenDelivery } = body;
      const attempt = await attempts.signIn(email, request.ip);
      const user = await findAccountByEmail(database, email);
      if (!(await isPassword(password, user?.password_hash ?? undefined)) || !user) {
        throw new ProblemError('invalid_credentials');
      }
      if (user.totp_enabled) {
        if (code === undefined) {
          await attempt.takeBack();
          throw new ProblemError('second_factor_required');
        }
        await requireCode(user.id, email, code, request);
      }
      const passwordHash = user.password_hash;
      const session = await signIn({ user, passwordHash, tokenDelivery, request, response });
      if (!session) throw new ProblemError('invalid_credentials');
      await attempt.succeed();
      return session;
    },

    async refresh({ body, request, response }) {
      const given = refreshTokenOf(request, body.refresh_token);
      if (given === undefined) throw new ProblemError('invalid_refresh_token');
      const { token, ...next } = newRefreshToken();
      const rotation = await rotateRefreshToken(database, hashToken(given), { ...next, ...clientOf(request) });
      if (rotation.kind === 'reused') log.warn({ user_id: rotation.user_id }, 'a refresh token was used twice');
      const user = rotation.kind === 'rotated' ? await findUser(database, rotation.user_id) : undefined;
      if (rotation.kind !== 'rotated' || !user) {
        if (body.refresh_token === undefined) clearRefreshCookie(response, secure);
        throw new ProblemError('invalid_refresh_token');
      }
      // A client that keeps tokens itself goes on doing so without asking again.
      const tokenDelivery = body.token_delivery ?? (body.refresh_token === undefined ? 'cookie' : 'body');
      const sessionId = rotation.session_id;
      return deliverSession(user, token, { sessionId, accessTokens, response, secure, tokenDelivery });
    },

    async logout({ body, request, response }) {
      // Also where the cookie was not sent: the answer to another site's form would clear it all the same.
      if (body.refresh_token === undefined) requireSameOrigin(request, config.url);
      const given = refreshTokenOf(request, body.refresh_token);
      if (given !== undefined) await revokeRefreshToken(database, hashToken(given));
      clearRefreshCookie(response, secure);
      return undefined;
    },
  } satisfies Partial<Handlers>;
}
