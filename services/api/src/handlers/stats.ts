import { projectStats } from '@railguard/store/stats';
import type { ApiDeps } from '../api-deps.ts';
import { findProject } from '../find-project.ts';
import type { Handlers } from '../handler.ts';
import { readTimeRange } from '../time-range.ts';

export function statsHandlers({ database }: ApiDeps) {
  return {
    async getProjectStats({ params, query, scope }) {
      const { from, to, interval } = readTimeRange(query, '1h');
      const project = await findProject(database, scope, params.project_id);
      const buckets = await projectStats(database, scope, project.id, { from, to, interval });
      return {
        from: from.toISOString(),
        to: to.toISOString(),
        interval,
        total: buckets.reduce((sum, { count }) => sum + count, 0),
        data: buckets.map(({ time, count }) => ({ time: time.toISOString(), count })),
      };
    },
  } satisfies Partial<Handlers>;
}
