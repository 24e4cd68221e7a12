import { parseEventId } from '@railguard/protocol/ids';
import { ACCEPTED_MINUTES, findInLedger, LEDGER_DAYS } from '@railguard/store/ledger';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';

export function ledgerHandlers({ database }: ApiDeps) {
  return {
    async getLedgerEntry({ params, scope }) {
      const where = await findInLedger(database, scope, params.project_id, params.event_id);
      return {
        event_id: parseEventId(params.event_id)!,
        state: where.state,
        issue_id: 'issue_id' in where ? where.issue_id : null,
        received_at: 'received_at' in where ? where.received_at.toISOString() : null,
        decided_at: 'decided_at' in where ? where.decided_at.toISOString() : null,
        reason: 'reason' in where ? where.reason : null,
        error: 'error' in where ? where.error : null,
        is_sampled: 'has_gaps' in where && where.has_gaps,
        refusals_kept_days: LEDGER_DAYS,
        accepted_kept_minutes: ACCEPTED_MINUTES,
      };
    },
  } satisfies Partial<Handlers>;
}
