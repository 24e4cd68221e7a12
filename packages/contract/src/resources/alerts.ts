import { ALERT_REASONS, ALERT_STATES, OCCASIONS } from '@railguard/protocol/alert-rule';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { ProjectIds } from '../project-ids.ts';
import { defineRoute } from '../route.ts';

const Alert = Type.Object(
  {
    id: Uuid,
    project_id: Uuid,
    occasion: oneOf([...OCCASIONS, 'test']),
    rule: Type.Object({
      id: nullable(Type.String({ format: 'uuid', description: 'Null once the rule was deleted.' })),
      name: Type.String({ description: 'As it was then.' }),
    }),
    issue: nullable(Type.Object({ id: Uuid, short_id: Type.String(), title: Type.String() })),
    channel: oneOf(['email']),
    to: Type.String(),
    state: oneOf(
      [...ALERT_STATES],
      '`held` waits for `release_at`; `folded` went out in one mail with others; `kept` had no mail server to leave by; ' +
        '`skipped` was not to be sent, for its `reason`.',
    ),
    reason: nullable(oneOf([...ALERT_REASONS], 'Why it is held or was skipped.')),
    release_at: nullable(Timestamp),
    mail: nullable(
      Type.Object({
        subject: Type.String(),
        attempts: Type.Integer(),
        sent_at: nullable(Timestamp),
        next_attempt_at: nullable(Timestamp),
        response: nullable(Type.String({ description: 'What the mail server said last, in its own words.' })),
      }),
    ),
    created_at: Timestamp,
  },
  { $id: 'Alert' },
);

const params = Type.Object({ project_id: Uuid });

export const alertRoutes = [
  defineRoute({
    operationId: 'listAlerts',
    tag: 'Alerts',
    method: 'GET',
    path: '/api/v1/projects/:project_id/alerts',
    summary: 'Who was told of what, newest first',
    description: 'Every alert to every person, with what became of it. They are kept for 30 days.',
    auth: 'user',
    role: 'viewer',
    params,
    query: Type.Object({
      state: Type.Optional(oneOf([...ALERT_STATES])),
      rule_id: Type.Optional(Uuid),
      issue_id: Type.Optional(Uuid),
      ...pageQuery,
    }),
    success: { status: 200, description: 'A page of alerts.', schema: pageOf(Alert) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'listOrganizationAlerts',
    tag: 'Alerts',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/alerts',
    summary: 'Who was told of what in several projects, newest first',
    description: 'As of one project: every alert to every person, with what became of it, for 30 days.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({ organization_id: Uuid }),
    query: Type.Object({
      project_id: Type.Optional(ProjectIds),
      state: Type.Optional(oneOf([...ALERT_STATES])),
      ...pageQuery,
    }),
    success: { status: 200, description: 'A page of alerts.', schema: pageOf(Alert) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'getAlert',
    tag: 'Alerts',
    method: 'GET',
    path: '/api/v1/projects/:project_id/alerts/:alert_id',
    summary: 'One alert, and what became of it',
    auth: 'user',
    role: 'viewer',
    params: Type.Object({ project_id: Uuid, alert_id: Uuid }),
    success: { status: 200, description: 'The alert.', schema: Alert },
  }),
  defineRoute({
    operationId: 'testAlertRule',
    tag: 'Alerts',
    method: 'POST',
    path: '/api/v1/projects/:project_id/alert-rules/:rule_id/test',
    summary: 'Send yourself a test mail of a rule',
    description:
      'As it would look, of the issue that the project saw last or of a made-up one; to you alone. The answer is on its way: read ' +
      'it again for what the mail server said.',
    auth: 'session',
    role: 'member',
    params: Type.Object({ project_id: Uuid, rule_id: Uuid }),
    success: { status: 201, description: 'The alert, which is on its way.', schema: Alert },
  }),
] as const;
