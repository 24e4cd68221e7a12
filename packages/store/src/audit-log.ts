import type { AuditAction } from '@railguard/protocol/audit-action';
import { newUuid } from '@railguard/protocol/ids';
import { type Kysely, sql } from 'kysely';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export interface Act {
  action: AuditAction;
  /** Null for what concerns the installation or a person alone. */
  organization_id: string | null;
  target_type: string;
  target_id: string;
  /** What people call it. */
  target_name?: string;
  /** What was changed; never a secret. */
  data?: Record<string, unknown>;
}

/** Writes who did what, by way of the transaction that does it, so that there is no act without its record. */
export async function recordAct(trx: Kysely<Tables>, scope: Scope, act: Act): Promise<void> {
  const { action, organization_id, target_type, target_id, target_name = '', data = {} } = act;
  await sql`
    insert into audit_log (id, organization_id, actor_id, actor_email, token_id, action, target_type, target_id,
                           target_name, data, address)
    select ${newUuid()}::uuid, ${organization_id}::uuid, id, email, ${scope.token?.id ?? null}::uuid, ${action},
           ${target_type}, ${target_id}, ${target_name}, ${JSON.stringify(data)}::jsonb, ${scope.address ?? null}
    from user_account where id = ${scope.userId}`.execute(trx);
}
