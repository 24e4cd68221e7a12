import { Type } from 'typebox';
import { Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { Interval, IntervalQuery, timeRange, timeRangeQuery } from '../time-range.ts';

export const statsRoutes = [
  defineRoute({
    operationId: 'getProjectStats',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/projects/:project_id/stats',
    summary: 'Stored events of a project over time',
    description:
      'One bucket for each interval, also where it is 0, by the time the events happened. ' +
      'Buckets are hours where `interval` is absent, and begin on whole hours or days in UTC; the first may begin before `from`.',
    auth: 'user',
    cost: 'expensive',
    role: 'viewer',
    params: Type.Object({ project_id: Uuid }),
    query: Type.Object({
      ...timeRangeQuery,
      interval: Type.Optional(IntervalQuery),
    }),
    success: {
      status: 200,
      description: 'The series.',
      schema: Type.Object(
        {
          ...timeRange,
          interval: Interval,
          total: Type.Integer({ minimum: 0 }),
          data: Type.Array(Type.Object({ time: Timestamp, count: Type.Integer({ minimum: 0 }) })),
        },
        { $id: 'ProjectStats' },
      ),
    },
  }),
] as const;
