import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { readAuditLog } from '@railguard/store/read-audit-log';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentAuditRecord } from '../present/present-audit-record.ts';
import { readTime } from '../time-range.ts';

const CURSOR = 'audit log';

export function auditLogHandlers({ database }: ApiDeps) {
  return {
    async listAuditLog({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE, cursor, from, to, ...words } = query;
      const after = decodeCursor(CURSOR, { id: asUuid }, cursor);
      const filter = {
        ...words,
        from: from === undefined ? undefined : readTime('?from', from),
        to: to === undefined ? undefined : readTime('?to', to),
      };
      const rows = await readAuditLog(database, scope, params.organization_id, filter, { limit: limit + 1, after });
      return toPage(rows, limit, presentAuditRecord, ({ id }) => encodeCursor(CURSOR, [id]));
    },
  } satisfies Partial<Handlers>;
}
