import { Type } from 'typebox';
import { oneOf, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { BUCKETS, series, seriesQuery, seriesRange } from '../series.ts';

export const organizationStatsRoutes = [
  defineRoute({
    operationId: 'getOrganizationStats',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/stats',
    summary: 'Stored events of an organisation over time',
    description:
      `Of all projects that you see, by the time the events happened. ${BUCKETS} With \`group_by\`, also a series for each of ` +
      'the hundred busiest projects that had any, fewer where the range has many buckets.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ organization_id: Uuid }),
    query: Type.Object({ ...seriesQuery, group_by: Type.Optional(oneOf(['project'])) }),
    success: {
      status: 200,
      description: 'The series.',
      schema: Type.Object(
        {
          ...seriesRange,
          ...series,
          projects: Type.Optional(Type.Array(Type.Object({ project_id: Uuid, ...series }))),
        },
        { $id: 'OrganizationStats' },
      ),
    },
  }),
] as const;
