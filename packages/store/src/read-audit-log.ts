import type { AuditAction } from '@railguard/protocol/audit-action';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isMember, type Scope } from './scope.ts';

export interface AuditLogRow {
  id: string;
  action: AuditAction;
  /** null where the account is gone; its address is kept. */
  actor_id: string | null;
  actor_email: string;
  token_id: string | null;
  target_type: string;
  target_id: string;
  target_name: string;
  data: Record<string, unknown>;
  address: string | null;
  created_at: Date;
}

export interface AuditLogFilter {
  action?: AuditAction;
  actor_id?: string;
  target_type?: string;
  /** Included. */
  from?: Date;
  /** Not included. */
  to?: Date;
}

export interface AuditLogPage {
  limit: number;
  /** The last record of the page before. */
  after?: { id: string };
}

/** What was done in an organisation, newest first. Empty where it is not visible. */
export async function readAuditLog(
  database: Database,
  scope: Scope,
  organizationId: string,
  { action, actor_id, target_type, from, to }: AuditLogFilter,
  { limit, after }: AuditLogPage,
): Promise<AuditLogRow[]> {
  const conditions = [
    sql`organization_id = ${organizationId}`,
    sql`exists (select from membership where membership.organization_id = ${organizationId} and ${isMember(scope)})`,
  ];
  if (action) conditions.push(sql`action = ${action}`);
  if (actor_id) conditions.push(sql`actor_id = ${actor_id}`);
  if (target_type) conditions.push(sql`target_type = ${target_type}`);
  if (from) conditions.push(sql`created_at >= ${from}`);
  if (to) conditions.push(sql`created_at < ${to}`);
  if (after) conditions.push(sql`id < ${after.id}`);
  const { rows } = await sql<AuditLogRow>`
    select id, action, actor_id, actor_email, token_id, target_type, target_id, target_name, data, address, created_at
    from audit_log where ${sql.join(conditions, sql` and `)}
    order by id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
