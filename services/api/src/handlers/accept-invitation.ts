import { ProblemError } from '@railguard/contract/problem';
import {
  AccountExistsError,
  acceptAsNewcomer,
  acceptInvitation,
  findOpenInvitation,
} from '@railguard/store/accept-invitation';
import { findUser } from '@railguard/store/users';
import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import { hashPassword } from '../auth/password.ts';
import { hashToken } from '../auth/random-token.ts';
import { createSignIn } from '../auth/session.ts';
import type { Handlers } from '../handler.ts';

export function acceptInvitationHandlers(deps: ApiDeps, accessTokens: AccessTokens) {
  const { database } = deps;
  const authenticate = createAuthenticate(database, accessTokens);
  const signIn = createSignIn(deps, accessTokens);

  return {
    async getInvitation({ params }) {
      const invitation = await findOpenInvitation(database, hashToken(params.token));
      if (!invitation) throw noGood();
      const { organization_name, email, role, expires_at } = invitation;
      return { organization_name, email, role, expires_at: expires_at.toISOString() };
    },

    async acceptInvitation({ params, body, request, response }) {
      const tokenHash = hashToken(params.token);
      if (request.get('authorization') !== undefined) {
        const scope = await authenticate(request);
        if (scope.token) throw new ProblemError('session_required');
        if (!(await findUser(database, scope.userId))) throw new ProblemError('unauthenticated');
        const joined = await acceptInvitation(database, scope, tokenHash);
        if (!joined) throw noGood();
        return { organization: joined.organization, session: null };
      }

      // Before the password is hashed: strangers must not make us work.
      const invitation = await findOpenInvitation(database, tokenHash);
      if (!invitation) throw noGood();
      if (invitation.has_account) throw signInFirst();
      const newcomer = { name: body.name ?? '', password_hash: await hashPassword(passwordOf(body)) };
      const address = request.ip;
      const joined = await acceptAsNewcomer(database, tokenHash, { ...newcomer, address }).catch(wordExisting);
      if (!joined) throw noGood();
      const session = await signIn({ user: joined.user, tokenDelivery: body.token_delivery, request, response });
      return { organization: joined.organization, session: session ?? null };
    },
  } satisfies Partial<Handlers>;
}

function passwordOf({ password }: { password?: string }): string {
  if (password !== undefined) return password;
  const errors = [{ pointer: '/password', detail: 'is required, unless you are signed in' }];
  throw new ProblemError('invalid_request', undefined, { errors });
}

function noGood(): ProblemError {
  return new ProblemError('not_found', 'The link is wrong, was used or withdrawn, or is older than a week.');
}

function signInFirst(): ProblemError {
  return new ProblemError('conflict', 'The invited address has an account: sign in with it, then accept.');
}

function wordExisting(error: unknown): never {
  throw error instanceof AccountExistsError ? signInFirst() : error;
}
