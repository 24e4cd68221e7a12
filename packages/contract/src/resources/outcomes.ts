import { CATEGORIES, OUTCOME_REASONS, type OutcomeName } from '@railguard/protocol/outcome';
import { Type } from 'typebox';
import { oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { IntervalQuery, timeRange, timeRangeQuery } from '../time-range.ts';

const OUTCOMES = Object.keys(OUTCOME_REASONS) as OutcomeName[];

export const outcomeRoutes = [
  defineRoute({
    operationId: 'getProjectOutcomes',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/projects/:project_id/outcomes',
    summary: 'What became of the items sent to a project',
    description:
      'Every item ends in exactly one outcome. Counted by the time of receipt, in whole hours: ' +
      'an hour that overlaps the range is counted whole. Without `interval`, one sum for the range; with it, one for each bucket that has any.',
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
      description: 'Counts by category, outcome and reason.',
      schema: Type.Object(
        {
          ...timeRange,
          data: Type.Array(
            Type.Object({
              time: Type.Optional(Timestamp),
              category: oneOf(CATEGORIES),
              outcome: oneOf(OUTCOMES),
              reason: Type.String({ description: 'From a closed list for each outcome; empty for `stored`.' }),
              quantity: Type.Integer({ minimum: 0 }),
            }),
          ),
        },
        { $id: 'ProjectOutcomes' },
      ),
    },
  }),
] as const;
