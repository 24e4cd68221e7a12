import { ProblemError } from '@railguard/contract/problem';
import { issueRefreshToken } from '@railguard/store/refresh-tokens';
import { hasUsers } from '@railguard/store/users';
import type { ApiDeps } from '../api-deps.ts';
import type { AccessTokens } from '../auth/access-token.ts';
import { deliverSession, newRefreshToken } from '../auth/session.ts';
import type { Handlers } from '../handler.ts';
import { createOwner } from '../owner.ts';
import { closeSetup, isSetupToken } from '../setup-link.ts';

export function setupHandlers({ database, config, onOwnerCreated }: ApiDeps, accessTokens: AccessTokens) {
  const secure = config.url.startsWith('https:');
  return {
    async getSetup() {
      return { needs_setup: !(await hasUsers(database)) };
    },

    async completeSetup({ body, response }) {
      // Before the password is hashed: strangers must not make us work.
      if (!(await isSetupToken(database, config.secret, body.token))) throw new ProblemError('setup_closed');
      const created = await createOwner(database, body);
      if (!created) throw new ProblemError('setup_closed');
      await closeSetup(database);
      onOwnerCreated?.();
      const { token, ...stored } = newRefreshToken();
      await issueRefreshToken(database, { user_id: created.user.id, ...stored });
      return deliverSession(created.user, token, { accessTokens, response, secure, tokenDelivery: 'cookie' });
    },
  } satisfies Partial<Handlers>;
}
