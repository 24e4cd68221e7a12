import { ProblemError } from '@railguard/contract/problem';
import { issueRefreshToken, revokeRefreshToken, rotateRefreshToken } from '@railguard/store/refresh-tokens';
import { findUser, findUserByEmail, recordLogin } from '@railguard/store/users';
import type { Request } from 'express';
import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import { addressBlock } from '../auth/address-block.ts';
import { createAttemptLimit } from '../auth/attempt-limit.ts';
import { isPassword } from '../auth/password.ts';
import { clearRefreshCookie, readRefreshCookie } from '../auth/refresh-cookie.ts';
import { requireSameOrigin } from '../auth/same-origin.ts';
import { deliverSession, hashToken, newRefreshToken } from '../auth/session.ts';
import type { Handlers } from '../handler.ts';

const FREE_ATTEMPTS_PER_ACCOUNT_AND_ADDRESS = 8;
/** Many people may share one address, so it has more. */
const FREE_ATTEMPTS_PER_ADDRESS = 60;

export function authHandlers({ database, config, log }: ApiDeps, accessTokens: AccessTokens) {
  const secure = config.url.startsWith('https:');
  const accountLimit = createAttemptLimit(FREE_ATTEMPTS_PER_ACCOUNT_AND_ADDRESS);
  const addressLimit = createAttemptLimit(FREE_ATTEMPTS_PER_ADDRESS);

  /** Counts an attempt before it is made. Answers what to call when it succeeds. */
  function beginAttempt(email: string, address: string): () => void {
    const account = `${address} ${email.toLowerCase()}`;
    const waitMs = Math.max(accountLimit.begin(account), addressLimit.begin(address));
    if (waitMs > 0) {
      throw new ProblemError('rate_limited', 'Too many attempts to sign in.', { retryAfterSeconds: waitMs / 1000 });
    }
    return () => {
      accountLimit.succeed(account);
      addressLimit.succeed(address);
    };
  }

  /** A token in the body is the client's own doing; one in the cookie may be somebody else's, so the origin counts. */
  function refreshTokenOf(request: Request, inBody: string | undefined): string | undefined {
    if (inBody !== undefined) return inBody;
    const inCookie = readRefreshCookie(request);
    if (inCookie !== undefined) requireSameOrigin(request, config.url);
    return inCookie;
  }

  return {
    async login({ body, request, response }) {
      const succeed = beginAttempt(body.email, addressBlock(request.ip ?? ''));
      const user = await findUserByEmail(database, body.email);
      if (!(await isPassword(body.password, user?.password_hash ?? undefined)) || !user) {
        throw new ProblemError('invalid_credentials');
      }
      succeed();
      const { token, ...stored } = newRefreshToken();
      await issueRefreshToken(database, { user_id: user.id, ...stored });
      await recordLogin(database, user.id);
      return deliverSession(user, token, { accessTokens, response, secure, tokenDelivery: body.token_delivery });
    },

    async refresh({ body, request, response }) {
      const given = refreshTokenOf(request, body.refresh_token);
      if (given === undefined) throw new ProblemError('invalid_refresh_token');
      const { token, ...next } = newRefreshToken();
      const rotation = await rotateRefreshToken(database, hashToken(given), next);
      if (rotation.kind === 'reused') log.warn({ user_id: rotation.user_id }, 'a refresh token was used twice');
      const user = rotation.kind === 'rotated' ? await findUser(database, rotation.user_id) : undefined;
      if (!user) {
        if (body.refresh_token === undefined) clearRefreshCookie(response, secure);
        throw new ProblemError('invalid_refresh_token');
      }
      // A client that keeps tokens itself goes on doing so without asking again.
      const tokenDelivery = body.token_delivery ?? (body.refresh_token === undefined ? 'cookie' : 'body');
      return deliverSession(user, token, { accessTokens, response, secure, tokenDelivery });
    },

    async logout({ body, request, response }) {
      const given = refreshTokenOf(request, body.refresh_token);
      if (given !== undefined) await revokeRefreshToken(database, hashToken(given));
      clearRefreshCookie(response, secure);
      return undefined;
    },
  } satisfies Partial<Handlers>;
}
