import { Type } from 'typebox';
import { EventId, nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const STATES = [
  'stored',
  'queued',
  'filtered',
  'rate_limited',
  'invalid',
  'dropped',
  'dead_letter',
  'unknown',
] as const;

const LedgerEntry = Type.Object(
  {
    event_id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    state: oneOf(STATES),
    issue_id: nullable(Uuid),
    received_at: nullable(Timestamp),
    decided_at: nullable(Type.String({ format: 'date-time', description: 'When it was refused or given up.' })),
    reason: nullable(Type.String({ description: "Of a refusal, from its outcome's closed list." })),
    error: nullable(Type.String({ description: 'What failed, of a dead letter.' })),
    is_sampled: Type.Boolean({
      description:
        'Of `unknown`: the project had refusals in the kept time that are known by number alone, so it may be one of them.',
    }),
    refusals_kept_days: Type.Integer(),
    accepted_kept_minutes: Type.Integer(),
  },
  { $id: 'LedgerEntry' },
);

export const ledgerRoutes = [
  defineRoute({
    operationId: 'getLedgerEntry',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/projects/:project_id/ledger/:event_id',
    summary: 'Where an event is',
    description:
      '`stored` in an issue; `queued`: accepted and under way; refused (`filtered`, `rate_limited`, `invalid`, `dropped`) ' +
      'with the reason; `dead_letter`: given up after many tries, and kept for an operator to replay; ' +
      '`unknown`: never seen, or longer ago than the ledger keeps. A request that is refused before its body is read is known ' +
      'by its id only where the id stands in its first kilobytes, and only so many a second are noted: `is_sampled`. ' +
      'What is refused or accepted is known here about a second later.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ project_id: Uuid, event_id: EventId }),
    success: { status: 200, description: 'What is known of it; `unknown` is an answer too.', schema: LedgerEntry },
  }),
] as const;
