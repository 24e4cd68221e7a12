import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import type { AuditLogRow } from '@railguard/store/read-audit-log';

export type AuditRecord = AnswerOf<RouteOf<'listAuditLog'>>['data'][number];

export function presentAuditRecord(row: AuditLogRow): AuditRecord {
  return {
    id: row.id,
    action: row.action,
    actor: { id: row.actor_id, email: row.actor_email },
    token_id: row.token_id,
    target: { type: row.target_type, id: row.target_id, name: row.target_name },
    data: row.data,
    address: row.address,
    created_at: row.created_at.toISOString(),
  };
}
