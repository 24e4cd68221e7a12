import { CATEGORIES, OUTCOME_REASONS, type OutcomeName } from '@railguard/protocol/outcome';
import { Type } from 'typebox';
import { oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { IntervalQuery, timeRange, timeRangeQuery } from '../time-range.ts';

const OUTCOMES = Object.keys(OUTCOME_REASONS) as OutcomeName[];
const Quantity = Type.Integer({ minimum: 0 });

export const outcomeRoutes = [
  defineRoute({
    operationId: 'getProjectOutcomes',
    tag: 'Stats',
    method: 'GET',
    path: '/api/v1/projects/:project_id/outcomes',
    summary: 'What became of the items sent to a project',
    description:
      'Every item that is received ends in exactly one outcome, so that in `totals` ' +
      'received = stored + filtered + rate_limited + invalid + dropped. An event sent again is `dropped` as a `duplicate` each time; ' +
      'what an SDK says it discarded before sending is `client_discarded` and not part of the sum. ' +
      'A request that could not be read counts as one item. Counted by the time of receipt, in whole hours: ' +
      'an hour that overlaps the range is counted whole. Without `interval`, one sum for the range; with it, one for each bucket that has any.',
    auth: 'user',
    cost: 'expensive',
    role: 'viewer',
    params: Type.Object({ project_id: Uuid }),
    query: Type.Object({
      ...timeRangeQuery,
      interval: Type.Optional(IntervalQuery),
      category: Type.Optional(oneOf(CATEGORIES)),
    }),
    success: {
      status: 200,
      description: 'Counts by category, outcome and reason.',
      schema: Type.Object(
        {
          ...timeRange,
          totals: Type.Object({
            received: Quantity,
            stored: Quantity,
            filtered: Quantity,
            rate_limited: Quantity,
            invalid: Quantity,
            dropped: Quantity,
            client_discarded: Quantity,
          }),
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
