import { ACTIVITY_KINDS } from '@railguard/protocol/activity';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { AssignedTeam, Ignore, IssueReference, Resolution } from './issue-workflow.ts';
import { User } from './me.ts';

const IssueActivity = Type.Object(
  {
    id: Uuid,
    kind: oneOf(ACTIVITY_KINDS),
    actor: nullable(
      Type.Object(User.properties, {
        description: 'Who did it; null where an event or the time did, or they are gone.',
      }),
    ),
    created_at: Timestamp,
    data: Type.Object(
      {
        resolution: Type.Optional(Resolution),
        ignore: Type.Optional(Ignore),
        release: Type.Optional(Type.String({ description: 'Of the event that the issue regressed with.' })),
        reason: Type.Optional(oneOf(['until', 'events', 'users'], 'What ended its being ignored.')),
        assignee: Type.Optional(User),
        team: Type.Optional(AssignedTeam),
        comment_id: Type.Optional(Uuid),
        issues: Type.Optional(
          Type.Array(IssueReference, { description: 'Those that were merged into this one, or taken out of it.' }),
        ),
        target: Type.Optional(IssueReference),
      },
      { description: 'What belongs to the kind.' },
    ),
  },
  { $id: 'IssueActivity' },
);

export const issueActivityRoutes = [
  defineRoute({
    operationId: 'listIssueActivity',
    tag: 'Issues',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/activity',
    summary: 'Who did what with an issue, newest first',
    auth: 'user',
    role: 'viewer',
    params: Type.Object({ issue_id: Uuid }),
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of its history.', schema: pageOf(IssueActivity) },
    problems: ['invalid_cursor'],
  }),
] as const;
