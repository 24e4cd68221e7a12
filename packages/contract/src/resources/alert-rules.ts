import { DEFAULT_ALERT_RULE, MOST_ALERT_RULES, OCCASIONS } from '@railguard/protocol/alert-rule';
import { LEVELS } from '@railguard/protocol/level';
import { Type } from 'typebox';
import { Email, nullable, oneOf, Timestamp, taggedUnion, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const ONE_OR_NONE = ['one_of', 'none_of'] as const;
const values = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 50 });

const Trigger = taggedUnion(
  'occasion',
  [
    Type.Object({ occasion: oneOf(['new_issue', 'regression', 'unignored', 'first_event']) }),
    Type.Object({
      occasion: oneOf(['events', 'users']),
      count: Type.Integer({ minimum: 2, maximum: 100_000 }),
      minutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
    }),
    Type.Object({
      occasion: oneOf(['spike']),
      factor: Type.Number({ minimum: 1.5, maximum: 1_000 }),
      minimum: Type.Integer({ minimum: 2, maximum: 1_000_000 }),
    }),
    Type.Object({
      occasion: oneOf(['digest']),
      every: oneOf(['day', 'week']),
      hour: Type.Integer({ minimum: 0, maximum: 23 }),
      time_zone: Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Of the IANA data base, as Europe/Berlin.',
      }),
    }),
  ],
  {
    $id: 'AlertTrigger',
    description:
      '`events` and `users`: an issue passes `count` within `minutes`. `spike`: the events of the last hour are at least ' +
      '`minimum`, and `factor` times the hourly average of the week before. `digest`: at `hour` of each day, or of each ' +
      'Monday. `unignored`: the condition under which an issue was ignored ran out.',
  },
);

const Condition = taggedUnion(
  'field',
  [
    Type.Object({ field: oneOf(['level']), at_least: oneOf([...LEVELS]) }),
    Type.Object({ field: oneOf(['environment', 'release']), is: oneOf([...ONE_OR_NONE]), values }),
    Type.Object({
      field: oneOf(['tag']),
      key: Type.String({ minLength: 1, maxLength: 200 }),
      is: oneOf([...ONE_OR_NONE]),
      values,
    }),
    Type.Object({
      field: oneOf(['text']),
      is: oneOf(['contains', 'lacks']),
      value: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    }),
    Type.Object({ field: oneOf(['handled']), is: Type.Boolean() }),
  ],
  {
    $id: 'AlertCondition',
    description:
      'Of the event that made the occasion. `text` is looked for in title, culprit and message, in any letter case.',
  },
);

const Recipient = taggedUnion(
  'kind',
  [
    Type.Object({ kind: oneOf(['project', 'assignee']) }),
    Type.Object({ kind: oneOf(['member']), user_id: Uuid }),
    Type.Object({ kind: oneOf(['team']), team_id: Uuid }),
    Type.Object({ kind: oneOf(['address']), address: Email }),
  ],
  {
    $id: 'AlertRecipient',
    description: "`project`: the members of the project's teams, everybody in the organisation where it has none.",
  },
);

const input = {
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  is_enabled: Type.Boolean(),
  triggers: Type.Array(Trigger, { minItems: 1, maxItems: 10, description: 'WHEN: any of them.' }),
  conditions: Type.Array(Condition, { maxItems: 20, description: 'IF: all of them.' }),
  recipients: Type.Array(Recipient, { minItems: 1, maxItems: 50, description: 'THEN: who is told.' }),
  interval_minutes: Type.Integer({
    minimum: 0,
    maximum: 43_200,
    description: 'In so many minutes the rule tells of one issue at most once.',
  }),
};

const MutedUntil = nullable(Timestamp);

const AlertRule = Type.Object(
  {
    id: Uuid,
    project_id: Uuid,
    ...input,
    muted_until: MutedUntil,
    created_at: Timestamp,
    updated_at: Timestamp,
    last_alert_at: nullable(Timestamp),
  },
  { $id: 'AlertRule' },
);

const draft = Type.Object({
  name: input.name,
  is_enabled: Type.Optional(input.is_enabled),
  triggers: input.triggers,
  conditions: Type.Optional(input.conditions),
  recipients: input.recipients,
  interval_minutes: Type.Optional(input.interval_minutes),
});

const Preview = Type.Object(
  {
    from: Timestamp,
    to: Timestamp,
    mails: Type.Integer({ description: 'To all people together, before their preferences and the limit an hour.' }),
    people: Type.Integer({ description: 'Whom it would tell.' }),
    occasions: Type.Integer(),
    is_complete: Type.Boolean({ description: 'false: there was so much that not all of it was looked at.' }),
    data: Type.Array(
      Type.Object({
        at: Timestamp,
        occasion: oneOf([...OCCASIONS]),
        issue: nullable(Type.Object({ id: Uuid, short_id: Type.String(), title: Type.String() })),
        mails: Type.Integer(),
      }),
      { maxItems: 100, description: 'The latest of them.' },
    ),
  },
  { $id: 'AlertPreview' },
);

const params = Type.Object({ project_id: Uuid });
const ruleParams = Type.Object({ project_id: Uuid, rule_id: Uuid });
const base = '/api/v1/projects/:project_id/alert-rules';

export const alertRuleRoutes = [
  defineRoute({
    operationId: 'listAlertRules',
    tag: 'Alerts',
    method: 'GET',
    path: base,
    summary: 'The alert rules of a project, the oldest first',
    auth: 'user',
    role: 'viewer',
    params,
    success: { status: 200, description: 'All of them.', schema: Type.Object({ data: Type.Array(AlertRule) }) },
  }),
  defineRoute({
    operationId: 'createAlertRule',
    tag: 'Alerts',
    method: 'POST',
    path: base,
    summary: 'Add an alert rule',
    description:
      `WHEN any of \`triggers\`, IF all of \`conditions\`, THEN a mail to \`recipients\`. ` +
      `Without \`interval_minutes\` it is ${DEFAULT_ALERT_RULE.interval_minutes}. A project has at most ${MOST_ALERT_RULES}.`,
    auth: 'user',
    role: 'member',
    params,
    body: draft,
    success: { status: 201, description: 'The rule.', schema: AlertRule },
    problems: ['conflict'],
  }),
  // Before the rule that `preview` could be the id of.
  defineRoute({
    operationId: 'previewAlertRule',
    tag: 'Alerts',
    method: 'POST',
    path: `${base}/preview`,
    summary: 'What a rule would have sent in the last 14 days',
    description:
      'Computed from what is stored. `spike` goes by whole hours here; `events` and `users` by the events that are still ' +
      'kept. What people prefer, their quiet hours and the limit an hour are not looked at.',
    auth: 'user',
    role: 'member',
    cost: 'expensive',
    params,
    body: draft,
    success: { status: 200, description: 'How many mails, and of what.', schema: Preview },
  }),
  defineRoute({
    operationId: 'getAlertRule',
    tag: 'Alerts',
    method: 'GET',
    path: `${base}/:rule_id`,
    summary: 'One alert rule',
    auth: 'user',
    role: 'viewer',
    params: ruleParams,
    success: { status: 200, description: 'The rule.', schema: AlertRule },
  }),
  defineRoute({
    operationId: 'updateAlertRule',
    tag: 'Alerts',
    method: 'PATCH',
    path: `${base}/:rule_id`,
    summary: 'Change, mute or switch off an alert rule',
    description: 'What is absent stays; a list is replaced whole. `muted_until` null ends being muted.',
    auth: 'user',
    role: 'member',
    params: ruleParams,
    body: Type.Object(
      {
        name: Type.Optional(input.name),
        is_enabled: Type.Optional(input.is_enabled),
        triggers: Type.Optional(input.triggers),
        conditions: Type.Optional(input.conditions),
        recipients: Type.Optional(input.recipients),
        interval_minutes: Type.Optional(input.interval_minutes),
        muted_until: Type.Optional(MutedUntil),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The rule as it is now.', schema: AlertRule },
  }),
  defineRoute({
    operationId: 'deleteAlertRule',
    tag: 'Alerts',
    method: 'DELETE',
    path: `${base}/:rule_id`,
    summary: 'Delete an alert rule',
    description: 'What it sent stays in the history.',
    auth: 'user',
    role: 'member',
    params: ruleParams,
    success: { status: 204, description: 'Deleted.' },
  }),
] as const;
