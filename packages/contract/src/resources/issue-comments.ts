import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { User } from './me.ts';

const Text = Type.String({
  minLength: 1,
  maxLength: 10_000,
  pattern: '\\S',
  description: 'Plain text; what looks like markup is none.',
});

export const IssueComment = Type.Object(
  {
    id: Uuid,
    issue_id: Type.String({ format: 'uuid', description: 'Where it was written: the issue, or one merged into it.' }),
    author: nullable(User),
    text: Type.String(),
    created_at: Timestamp,
    edited_at: nullable(Timestamp),
  },
  { $id: 'IssueComment' },
);

const issueParams = Type.Object({ issue_id: Uuid });
const commentParams = Type.Object({ issue_id: Uuid, comment_id: Uuid });
const body = Type.Object({ text: Text });

export const issueCommentRoutes = [
  defineRoute({
    operationId: 'listIssueComments',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/comments',
    summary: 'What people wrote about an issue, newest first',
    auth: 'user',
    role: 'viewer',
    params: issueParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of comments.', schema: pageOf(IssueComment) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createIssueComment',
    tag: 'Issues',
    method: 'POST',
    path: '/api/v1/issues/:issue_id/comments',
    summary: 'Write about an issue',
    auth: 'user',
    role: 'member',
    params: issueParams,
    body,
    success: { status: 201, description: 'The comment.', schema: IssueComment },
  }),
  defineRoute({
    operationId: 'updateIssueComment',
    tag: 'Issues',
    method: 'PATCH',
    path: '/api/v1/issues/:issue_id/comments/:comment_id',
    summary: 'Rewrite a comment of your own',
    auth: 'user',
    role: 'member',
    params: commentParams,
    body,
    success: { status: 200, description: 'The comment as it is now.', schema: IssueComment },
  }),
  defineRoute({
    operationId: 'deleteIssueComment',
    tag: 'Issues',
    method: 'DELETE',
    path: '/api/v1/issues/:issue_id/comments/:comment_id',
    summary: 'Delete a comment',
    description: 'One of your own; administrators may delete any.',
    auth: 'user',
    role: 'member',
    params: commentParams,
    success: { status: 204, description: 'Deleted.' },
  }),
] as const;
