import { ProblemError } from '@railguard/contract/problem';
import { hasUsers } from '@railguard/store/users';
import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import { createSignIn } from '../auth/session.ts';
import type { Handlers } from '../handler.ts';
import { createOwner } from '../owner.ts';
import { closeSetup, isSetupToken } from '../setup-link.ts';

export function setupHandlers(deps: ApiDeps, accessTokens: AccessTokens) {
  const { database, config, onOwnerCreated } = deps;
  const signIn = createSignIn(deps, accessTokens);
  return {
    async getSetup() {
      return { needs_setup: !(await hasUsers(database)) };
    },

    async completeSetup({ body, request, response }) {
      // Before the password is hashed: strangers must not make us work.
      if (!(await isSetupToken(database, config.secret, body.token))) throw new ProblemError('setup_closed');
      const created = await createOwner(database, body);
      if (!created) throw new ProblemError('setup_closed');
      await closeSetup(database);
      onOwnerCreated?.();
      const session = await signIn({ user: created.user, tokenDelivery: 'cookie', request, response });
      if (!session) throw new ProblemError('setup_closed');
      return session;
    },
  } satisfies Partial<Handlers>;
}
