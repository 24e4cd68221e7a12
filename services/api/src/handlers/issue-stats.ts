import { ProblemError } from '@railguard/contract/problem';
import { issueStats } from '@railguard/store/stats';
import { issuesStats, mostSeries } from '@railguard/store/stats-groups';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { presentRange, presentSeries } from '../present/present-series.ts';
import { readTimeRange } from '../time-range.ts';

export function issueStatsHandlers({ database }: ApiDeps) {
  return {
    async getIssueStats({ params, query, scope }) {
      const range = readTimeRange(query, '1h');
      const buckets = await issueStats(database, scope, params.issue_id, range);
      return { ...presentRange(range), ...presentSeries(buckets) };
    },

    async getStatsOfIssues({ params, query, scope }) {
      const range = readTimeRange(query, '1h');
      const ids = [...new Set(query.issue_id.toLowerCase().split(','))];
      if (mostSeries(range, ids.length) < ids.length) {
        const detail = 'would make too many buckets for so many issues; ask for a wider one or a shorter range';
        throw new ProblemError('invalid_request', undefined, { errors: [{ pointer: '?interval', detail }] });
      }
      const series = await issuesStats(database, scope, params.organization_id, ids, range);
      return {
        ...presentRange(range),
        data: series.map(({ id, buckets }) => ({ issue_id: id, ...presentSeries(buckets) })),
      };
    },
  } satisfies Partial<Handlers>;
}
