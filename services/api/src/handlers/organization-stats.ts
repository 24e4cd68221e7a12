import { organizationStats } from '@railguard/store/stats';
import { organizationStatsByProject } from '@railguard/store/stats-groups';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { presentRange, presentSeries } from '../present/present-series.ts';
import { readTimeRange } from '../time-range.ts';

export function organizationStatsHandlers({ database }: ApiDeps) {
  return {
    async getOrganizationStats({ params: { organization_id }, query, scope }) {
      const range = readTimeRange(query, '1h');
      const buckets = await organizationStats(database, scope, organization_id, range);
      const projects = query.group_by && (await organizationStatsByProject(database, scope, organization_id, range));
      return {
        ...presentRange(range),
        ...presentSeries(buckets),
        ...(projects && {
          projects: projects.map(({ id, buckets }) => ({ project_id: id, ...presentSeries(buckets) })),
        }),
      };
    },
  } satisfies Partial<Handlers>;
}
