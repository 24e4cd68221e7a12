import { ProblemError } from '@railguard/contract/problem';
import { newIssueStats, projectStats } from '@railguard/store/stats';
import { projectStatsBy } from '@railguard/store/stats-groups';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { presentRange, presentSeries } from '../present/present-series.ts';
import { readTimeRange } from '../time-range.ts';

export function statsHandlers({ database }: ApiDeps) {
  return {
    async getProjectStats({ params: { project_id }, query, scope }) {
      const range = readTimeRange(query, '1h');
      const { environment, release, group_by } = query;
      refuseTogether({ environment, release, group_by });
      const buckets = await projectStats(database, scope, project_id, range, { environment, release });
      const groups = group_by && (await projectStatsBy(database, scope, project_id, group_by, range));
      return {
        ...presentRange(range),
        ...presentSeries(buckets),
        ...(groups && {
          groups: groups.map(({ kind, value, buckets }) => ({ kind, value, ...presentSeries(buckets) })),
        }),
      };
    },

    async getNewIssueStats({ params, query, scope }) {
      const range = readTimeRange(query, '1h');
      const buckets = await newIssueStats(database, scope, params.project_id, range);
      return { ...presentRange(range), ...presentSeries(buckets) };
    },
  } satisfies Partial<Handlers>;
}

/** Events are counted by one of them at a time. */
function refuseTogether(choices: Record<string, string | undefined>): void {
  const [, second] = Object.keys(choices).filter((name) => choices[name] !== undefined);
  if (second === undefined) return;
  const detail = `give one of ${Object.keys(choices).join(', ')} at a time`;
  throw new ProblemError('invalid_request', undefined, { errors: [{ pointer: `?${second}`, detail }] });
}
