import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { IssueDetail } from './issues.ts';

const MergedIssue = Type.Object(
  {
    id: Uuid,
    short_id: Type.String(),
    title: Type.String(),
    culprit: Type.String(),
    grouping_hash: Type.String(),
    grouping_algorithm: Type.String(),
    first_seen: Timestamp,
    last_seen: Timestamp,
    event_count: Type.Integer({ minimum: 0 }),
    user_count: Type.Integer({ minimum: 0 }),
  },
  { $id: 'MergedIssue', description: 'An issue that was merged into another, with its own counts.' },
);

const params = Type.Object({ issue_id: Uuid });
const body = Type.Object({ issue_ids: Type.Array(Uuid, { minItems: 1, maxItems: 100 }) });

export const issueMergeRoutes = [
  defineRoute({
    operationId: 'mergeIssues',
    tag: 'Issues',
    method: 'POST',
    path: '/api/v1/issues/:issue_id/merge',
    summary: 'Merge issues into this one',
    description:
      'This one shows their events and counts from then on, and its status is that of all. Links to them lead here. Issues of one project, 100 in one at most; all of them or none.',
    auth: 'user',
    role: 'member',
    params,
    body,
    success: { status: 200, description: 'The issue that shows all of them.', schema: IssueDetail },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'listMergedIssues',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/merged',
    summary: 'The issues that were merged into this one, with what each counts',
    auth: 'user',
    role: 'viewer',
    params,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of merged issues.', schema: pageOf(MergedIssue) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'unmergeIssues',
    tag: 'Issues',
    method: 'POST',
    path: '/api/v1/issues/:issue_id/unmerge',
    summary: 'Make merged issues issues of their own again',
    description: 'Unresolved, and with exactly what they counted.',
    auth: 'user',
    role: 'member',
    params,
    body,
    success: { status: 200, description: 'The issue that they were taken out of.', schema: IssueDetail },
  }),
] as const;
