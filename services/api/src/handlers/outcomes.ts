import type { OutcomeName } from '@railguard/protocol/outcome';
import { type OutcomeRow, projectOutcomes } from '@railguard/store/outcomes';
import { startOfBucket } from '@railguard/store/stats';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { readTimeRange } from '../time-range.ts';

export function outcomeHandlers({ database }: ApiDeps) {
  return {
    async getProjectOutcomes({ params: { project_id }, query, scope }) {
      const range = readTimeRange(query, undefined);
      const { category } = query;
      const rows = await projectOutcomes(database, scope, project_id, { ...range, category });
      // Of the same whole hours or days, but without the limit that rows by time have.
      const from = startOfBucket(range.from, range.interval ?? '1h');
      const sums = range.interval
        ? await projectOutcomes(database, scope, project_id, { from, to: range.to, category })
        : rows;
      return {
        from: range.from.toISOString(),
        to: range.to.toISOString(),
        totals: totalsOf(sums),
        data: rows.map(({ time, category, outcome, reason, quantity }) => ({
          ...(time ? { time: time.toISOString() } : {}),
          category,
          outcome,
          reason,
          quantity,
        })),
      };
    },
  } satisfies Partial<Handlers>;
}

/** What SDKs discarded never came, so it is no part of what was received. */
function totalsOf(rows: OutcomeRow[]) {
  const totals: Record<OutcomeName | 'received', number> = {
    received: 0,
    stored: 0,
    filtered: 0,
    rate_limited: 0,
    invalid: 0,
    dropped: 0,
    client_discarded: 0,
  };
  for (const { outcome, quantity } of rows) {
    totals[outcome] += quantity;
    if (outcome !== 'client_discarded') totals.received += quantity;
  }
  return totals;
}
