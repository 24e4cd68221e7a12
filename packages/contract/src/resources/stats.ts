import { Type } from 'typebox';
import { oneOf, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { BUCKETS, series, seriesQuery, seriesRange } from '../series.ts';

const params = Type.Object({ project_id: Uuid });

const Group = Type.Object({
  kind: oneOf(
    ['value', 'other', 'none'],
    '`other`: values that are too many to tell apart, together. `none`: events that name none.',
  ),
  value: Type.String({ description: 'Empty where `kind` is not `value`.' }),
  ...series,
});

export const statsRoutes = [
  defineRoute({
    operationId: 'getProjectStats',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/projects/:project_id/stats',
    summary: 'Stored events of a project over time',
    description:
      `One bucket for each interval, also where it is 0, by the time the events happened. ${BUCKETS} ` +
      'All events, those of one environment or those of one release; with `group_by`, also a series for each of the twenty most ' +
      'frequent values, fewer where the range has many buckets. In an hour, thirty values are told apart.',
    auth: 'user',
    cost: 'expensive',
    role: 'viewer',
    params,
    query: Type.Object({
      ...seriesQuery,
      environment: Type.Optional(Type.String({ maxLength: 200, description: 'Not with `release` or `group_by`.' })),
      release: Type.Optional(Type.String({ maxLength: 250, description: 'Not with `environment` or `group_by`.' })),
      group_by: Type.Optional(oneOf(['environment', 'release', 'level'])),
    }),
    success: {
      status: 200,
      description: 'The series.',
      schema: Type.Object(
        { ...seriesRange, ...series, groups: Type.Optional(Type.Array(Group, { description: 'The greatest first.' })) },
        { $id: 'ProjectStats' },
      ),
    },
  }),
  defineRoute({
    operationId: 'getNewIssueStats',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/projects/:project_id/stats/new-issues',
    summary: 'New issues of a project over time',
    description: `By when each was first seen. ${BUCKETS}`,
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    query: Type.Object(seriesQuery),
    success: {
      status: 200,
      description: 'The series.',
      schema: Type.Object({ ...seriesRange, ...series }, { $id: 'NewIssueStats' }),
    },
  }),
] as const;
