import type { AuditAction } from '@railguard/protocol/audit-action';
import { type RawBuilder, sql } from 'kysely';
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
export function readAuditLog(
  database: Database,
  scope: Scope,
  organizationId: string,
  filter: AuditLogFilter,
  page: AuditLogPage,
): Promise<AuditLogRow[]> {
  const isVisible = sql`exists (
    select from membership where membership.organization_id = ${organizationId} and ${isMember(scope)}
  )`;
  return read(database, [sql`organization_id = ${organizationId}`, isVisible], filter, page);
}

/**
 * What was done with the installation and with accounts, and which organisations were deleted, newest first. That the
 * reader administers the installation is the caller's to know.
 */
export function readInstallationAuditLog(
  database: Database,
  filter: AuditLogFilter,
  page: AuditLogPage,
): Promise<AuditLogRow[]> {
  return read(database, [sql`organization_id is null`], filter, page);
}

async function read(
  database: Database,
  conditions: RawBuilder<unknown>[],
  { action, actor_id, target_type, from, to }: AuditLogFilter,
  { limit, after }: AuditLogPage,
): Promise<AuditLogRow[]> {
  const all = [...conditions];
  if (action) all.push(sql`action = ${action}`);
  if (actor_id) all.push(sql`actor_id = ${actor_id}`);
  if (target_type) all.push(sql`target_type = ${target_type}`);
  if (from) all.push(sql`created_at >= ${from}`);
  if (to) all.push(sql`created_at < ${to}`);
  if (after) all.push(sql`id < ${after.id}`);
  const { rows } = await sql<AuditLogRow>`
    select id, action, actor_id, actor_email, token_id, target_type, target_id, target_name, data, address, created_at
    from audit_log where ${sql.join(all, sql` and `)}
    order by id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
