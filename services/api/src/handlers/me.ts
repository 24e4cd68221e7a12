import { ProblemError } from '@railguard/contract/problem';
import { throughToken } from '@railguard/store/access';
import { findUser } from '@railguard/store/users';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

export function meHandlers({ database }: ApiDeps) {
  return {
    async getMe({ scope }) {
      const user = await findUser(database, scope.userId);
      if (!user) throw new ProblemError('unauthenticated');
      return {
        id: user.id,
        email: user.email,
        name: user.name,
        created_at: user.created_at.toISOString(),
        organizations: throughToken(user.memberships, scope).map(({ organization_id, slug, name, role }) => ({
          id: organization_id,
          slug,
          name,
          role,
        })),
      };
    },
  } satisfies Partial<Handlers>;
}
