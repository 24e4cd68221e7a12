import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { changeRole, removeMember } from '@railguard/store/change-membership';
import { listMembers } from '@railguard/store/members';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { asText, asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentMember } from '../present/present-member.ts';
import { wordMembershipError } from '../word-membership-error.ts';

const CURSOR = 'members';

export function memberHandlers({ database }: ApiDeps) {
  async function remove(scope: Scope, organizationId: string, userId: string): Promise<undefined> {
    found(await removeMember(database, scope, organizationId, userId).catch(wordMembershipError));
  }

  return {
    async listMembers({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { email: asText, id: asUuid }, query.cursor);
      const rows = await listMembers(database, scope, params.organization_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentMember, ({ email, id }) => encodeCursor(CURSOR, [email, id]));
    },

    leaveOrganization: ({ params, scope }) => remove(scope, params.organization_id, scope.userId),

    async updateMember({ params, body, scope }) {
      const { organization_id, user_id } = params;
      const member = found(
        await changeRole(database, scope, organization_id, user_id, body.role).catch(wordMembershipError),
      );
      return presentMember(member);
    },

    removeMember: ({ params, scope }) => remove(scope, params.organization_id, params.user_id),
  } satisfies Partial<Handlers>;
}
