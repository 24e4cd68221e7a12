import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { endOtherSessions, endSession, listSessions } from '@railguard/store/sessions';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';

const CURSOR = 'sessions';

export function sessionHandlers({ database }: ApiDeps) {
  return {
    async listMySessions({ query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const rows = await listSessions(database, scope, { limit: limit + 1, after });
      return toPage(
        rows,
        limit,
        ({ id, created_at, last_used_at, expires_at, user_agent, address }) => ({
          id,
          is_current: id === scope.sessionId,
          created_at: created_at.toISOString(),
          last_used_at: last_used_at.toISOString(),
          expires_at: expires_at.toISOString(),
          user_agent,
          address,
        }),
        ({ id }) => encodeCursor(CURSOR, [id]),
      );
    },

    async endMySession({ params, scope }) {
      found(await endSession(database, scope, params.session_id));
      return undefined;
    },

    async endMyOtherSessions({ scope }) {
      await endOtherSessions(database, scope);
      return undefined;
    },
  } satisfies Partial<Handlers>;
}
