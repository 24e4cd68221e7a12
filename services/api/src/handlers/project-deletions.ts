import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { listDeletions } from '@railguard/store/project-deletions';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentDeletion } from '../present/present-deletion.ts';

const CURSOR = 'deletions';

export function projectDeletionHandlers({ database }: ApiDeps) {
  return {
    async listDeletions({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, query.cursor);
      const rows = await listDeletions(database, scope, params.organization_id, { limit: limit + 1, after });
      return toPage(rows, limit, presentDeletion, ({ id }) => encodeCursor(CURSOR, [id]));
    },
  } satisfies Partial<Handlers>;
}
