import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import type { QueryOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import {
  type AuditLogFilter,
  type AuditLogPage,
  type AuditLogRow,
  readAuditLog,
  readInstallationAuditLog,
} from '@railguard/store/read-audit-log';
import type { ApiDeps } from '../api-deps.ts';
import { asUuid, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentAuditRecord } from '../present/present-audit-record.ts';
import { readTime } from '../time-range.ts';

const CURSOR = 'audit log';
type Query = QueryOf<RouteOf<'listAuditLog'>>;
type Read = (filter: AuditLogFilter, page: AuditLogPage) => Promise<AuditLogRow[]>;

export function auditLogHandlers({ database }: ApiDeps) {
  return {
    async listAuditLog({ params, query, scope }) {
      return readPage(query, (filter, page) => readAuditLog(database, scope, params.organization_id, filter, page));
    },

    async listInstallationAuditLog({ query }) {
      return readPage(query, (filter, page) => readInstallationAuditLog(database, filter, page));
    },
  } satisfies Partial<Handlers>;
}

async function readPage({ limit = DEFAULT_PAGE_SIZE, cursor, from, to, ...words }: Query, read: Read) {
  const after = decodeCursor(CURSOR, { id: asUuid }, cursor);
  const filter = {
    ...words,
    from: from === undefined ? undefined : readTime('?from', from),
    to: to === undefined ? undefined : readTime('?to', to),
  };
  const rows = await read(filter, { limit: limit + 1, after });
  return toPage(rows, limit, presentAuditRecord, ({ id }) => encodeCursor(CURSOR, [id]));
}
