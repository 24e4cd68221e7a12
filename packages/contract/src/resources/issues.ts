import { LEVELS } from '@railguard/protocol/level';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { issueSearch, SEARCH_DESCRIPTION } from './issue-search.ts';
import { AssignedTeam, ISSUE_STATUSES, issueChange, workflowFields } from './issue-workflow.ts';
import { User } from './me.ts';

export const ISSUE_SORTS = ['last_seen', 'first_seen', 'event_count', 'user_count'] as const;

const fields = {
  id: Uuid,
  short_id: Type.String({ description: 'For people to say and search, such as SHOP-12.' }),
  project_id: Uuid,
  title: Type.String(),
  culprit: Type.String({ description: 'Where it happened; empty where that is not known.' }),
  type: Type.String({ description: '`error`.' }),
  level: oneOf(LEVELS),
  platform: Type.String(),
  handled: Type.Boolean({ description: 'false where any of its events was a crash: an exception nobody caught.' }),
  status: oneOf(ISSUE_STATUSES),
  first_seen: Timestamp,
  last_seen: Timestamp,
  event_count: Type.Integer({ minimum: 0 }),
  user_count: Type.Integer({ minimum: 0, description: 'Distinct users.' }),
  user_count_estimated: Type.Boolean({ description: 'true where `user_count` is an estimate.' }),
  is_regressed: Type.Boolean({ description: 'It was seen again after it had been resolved.' }),
  regressed_at: nullable(Timestamp),
  ...workflowFields,
  grouping_hash: Type.String(),
  grouping_algorithm: Type.String({ description: 'The version that made the hash, such as `v1`.' }),
  assignee: nullable(User),
  assignee_team: nullable(AssignedTeam),
};

export const Issue = Type.Object(fields, { $id: 'Issue' });

export const IssueDetail = Type.Object(
  {
    ...fields,
    project: Type.Object({ id: Uuid, slug: Type.String(), name: Type.String() }),
    grouping: Type.Object(
      {
        algorithm: Type.String(),
        hash: Type.String(),
        explanation: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
      },
      { description: 'What was hashed, part by part: why these events are one issue.' },
    ),
    member_count: Type.Integer({
      minimum: 0,
      description: 'How many issues were merged into it; it counts for them too.',
    }),
    merged_from: nullable(
      Type.String({
        format: 'uuid',
        description: 'The id that was asked for, where that issue was merged into this one.',
      }),
    ),
  },
  { $id: 'IssueDetail' },
);

const issueParams = Type.Object({ issue_id: Uuid });

export const issueRoutes = [
  defineRoute({
    operationId: 'listIssues',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/projects/:project_id/issues',
    summary: 'Issues of a project',
    description: SEARCH_DESCRIPTION,
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ project_id: Uuid }),
    query: Type.Object({
      query: Type.Optional(issueSearch),
      status: Type.Optional(oneOf([...ISSUE_STATUSES, 'all'], 'Absent or `all`: every status.')),
      environment: Type.Optional(Type.String({ maxLength: 200, description: 'Seen in this environment.' })),
      release: Type.Optional(Type.String({ maxLength: 250, description: 'Seen in this release.' })),
      sort: Type.Optional(
        Type.Enum(ISSUE_SORTS, { type: 'string', default: 'last_seen', description: 'Greatest or latest first.' }),
      ),
      ...pageQuery,
    }),
    success: { status: 200, description: 'A page of issues.', schema: pageOf(Issue) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'getIssue',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/issues/:issue_id',
    summary: 'One issue, and why its events are one',
    auth: 'user',
    role: 'viewer',
    params: issueParams,
    success: { status: 200, description: 'The issue.', schema: IssueDetail },
  }),
  defineRoute({
    operationId: 'updateIssue',
    tag: 'Issues',
    method: 'PATCH',
    path: '/api/v1/issues/:issue_id',
    summary: 'Change the status or the assignee',
    description:
      'A resolved issue that is seen again in a way that `resolution` says becomes unresolved and regressed; an ignored one becomes unresolved when what `ignore` says is over. Without them, it is resolved now and ignored for ever.',
    auth: 'user',
    role: 'member',
    params: issueParams,
    body: Type.Object(issueChange, { minProperties: 1 }),
    success: { status: 200, description: 'The issue as it is now.', schema: IssueDetail },
  }),
  defineRoute({
    operationId: 'deleteIssue',
    tag: 'Issues',
    method: 'DELETE',
    path: '/api/v1/issues/:issue_id',
    summary: 'Delete an issue with its events',
    description: 'With those that were merged into it. A merged issue cannot be deleted by its own id.',
    auth: 'user',
    role: 'member',
    params: issueParams,
    success: { status: 204, description: 'Deleted.' },
    problems: ['conflict'],
  }),
] as const;
