import { projectOutcomes } from '@railguard/store/outcomes';
import type { ApiDeps } from '../api-deps.ts';
import { findProject } from '../find-project.ts';
import type { Handlers } from '../handler.ts';
import { readTimeRange } from '../time-range.ts';

export function outcomeHandlers({ database }: ApiDeps) {
  return {
    async getProjectOutcomes({ params, query, scope }) {
      const range = readTimeRange(query, undefined);
      const project = await findProject(database, scope, params.project_id);
      const rows = await projectOutcomes(database, scope, project.id, range);
      return {
        from: range.from.toISOString(),
        to: range.to.toISOString(),
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
