import { Type } from 'typebox';
import { Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { BUCKETS, series, seriesQuery, seriesRange } from '../series.ts';

/** How many issues one answer has series of: a page of a list. */
export const MOST_ISSUES = 100;

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

export const issueStatsRoutes = [
  defineRoute({
    operationId: 'getIssueStats',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/stats',
    summary: 'Events of an issue over time',
    description: `By the time they happened. ${BUCKETS}`,
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ issue_id: Uuid }),
    query: Type.Object(seriesQuery),
    success: {
      status: 200,
      description: 'The series.',
      schema: Type.Object({ ...seriesRange, ...series }, { $id: 'IssueStats' }),
    },
  }),
  defineRoute({
    operationId: 'getStatsOfIssues',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/issues/stats',
    summary: 'Events of several issues over time',
    description: `For the small graphs of a list. Issues that are not there are left out. ${BUCKETS}`,
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ organization_id: Uuid }),
    query: Type.Object({
      ...seriesQuery,
      issue_id: Type.String({
        maxLength: MOST_ISSUES * 37,
        pattern: `^${UUID}(?:,${UUID}){0,${MOST_ISSUES - 1}}$`,
        description: `Ids with commas between them, at most ${MOST_ISSUES}.`,
      }),
    }),
    success: {
      status: 200,
      description: 'A series for each issue, in the order asked for.',
      schema: Type.Object(
        { ...seriesRange, data: Type.Array(Type.Object({ issue_id: Uuid, ...series })) },
        { $id: 'StatsOfIssues' },
      ),
    },
  }),
] as const;
