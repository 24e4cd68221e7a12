import { Type } from 'typebox';
import { oneOf, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { issueSearch } from './issue-search.ts';
import { ISSUE_STATUSES, issueChange } from './issue-workflow.ts';

const BulkResult = Type.Object(
  {
    changed: Type.Integer({ minimum: 0, description: 'How many of the issues are as they were asked to be.' }),
    failed: Type.Array(
      Type.Object({
        issue_id: Uuid,
        code: oneOf(['not_found', 'conflict', 'internal']),
        detail: Type.String(),
      }),
    ),
    undo: Type.Optional(
      Type.Array(Type.Object({ issue_ids: Type.Array(Uuid), change: Type.Object(issueChange) }), {
        description:
          'Of a change: the changes that make the issues what they were before, for taking it back. Send each as a request of its own, a thousand ids at a time.',
      }),
    ),
    merged_into: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'Of merging: the issue that shows all of them, to unmerge them from.',
      }),
    ),
    has_more: Type.Boolean({ description: 'More issues matched the filter than one request changes: send it again.' }),
  },
  { $id: 'BulkResult' },
);

export const issueBulkRoutes = [
  defineRoute({
    operationId: 'bulkIssues',
    tag: 'Issues',
    method: 'POST',
    path: '/api/v1/organizations/:organization_id/issues/bulk',
    summary: 'Change, delete or merge many issues',
    description:
      'Names them by `issue_ids` or by `filter`, and says one of `change`, `delete` and `merge`. What cannot be done is listed, and the rest is done; merging is done as a whole or not at all, into the issue with the most events.',
    auth: 'user',
    role: 'member',
    cost: 'expensive',
    params: Type.Object({ organization_id: Uuid }),
    body: Type.Object({
      issue_ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 1_000 })),
      filter: Type.Optional(
        Type.Object(
          {
            project_ids: Type.Array(Uuid, { minItems: 1, maxItems: 100 }),
            query: Type.Optional(issueSearch),
            status: Type.Optional(oneOf(ISSUE_STATUSES)),
          },
          { description: 'Every issue of these projects that matches, 10,000 of them at most in one request.' },
        ),
      ),
      change: Type.Optional(Type.Object(issueChange, { minProperties: 1 })),
      delete: Type.Optional(Type.Literal(true)),
      merge: Type.Optional(Type.Literal(true)),
    }),
    success: { status: 200, description: 'What was done.', schema: BulkResult },
  }),
] as const;
