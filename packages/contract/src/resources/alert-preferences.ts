import { OCCASIONS } from '@railguard/protocol/alert-rule';
import { Type } from 'typebox';
import { nullable, oneOf, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Minute = Type.String({ pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$', description: 'As 22:30.' });

const QuietHours = nullable(
  Type.Object(
    { from: Minute, to: Minute },
    { description: 'Alerts that come then are held until `to`; several of a project leave in one mail.' },
  ),
);

const Occasions = nullable(
  Type.Array(oneOf([...OCCASIONS]), {
    maxItems: OCCASIONS.length,
    uniqueItems: true,
    description: 'What you want to be told of; none for nothing. Null: whatever the rules send you.',
  }),
);

const fields = {
  is_paused: Type.Boolean({ description: 'No alerts at all; what was not sent is not sent later.' }),
  quiet_hours: QuietHours,
  time_zone: Type.String({ minLength: 1, maxLength: 64, description: 'Of the IANA data base, as Europe/Berlin.' }),
};

const AlertPreferences = Type.Object(
  {
    ...fields,
    projects: Type.Array(
      Type.Object({
        id: Uuid,
        name: Type.String(),
        organization_name: Type.String(),
        occasions: Occasions,
        unsubscribed_rules: Type.Array(Type.Object({ id: Uuid, name: Type.String() })),
      }),
      { description: 'Every project that you see.' },
    ),
  },
  { $id: 'AlertPreferences' },
);

export const alertPreferenceRoutes = [
  defineRoute({
    operationId: 'getMyAlertPreferences',
    tag: 'Alerts',
    method: 'GET',
    path: '/api/v1/me/alert-preferences',
    summary: 'Which alerts you want, and when',
    auth: 'session',
    success: { status: 200, description: 'The preferences.', schema: AlertPreferences },
  }),
  defineRoute({
    operationId: 'updateMyAlertPreferences',
    tag: 'Alerts',
    method: 'PATCH',
    path: '/api/v1/me/alert-preferences',
    summary: 'Pause your alerts, or set your quiet hours',
    auth: 'session',
    body: Type.Object(
      {
        is_paused: Type.Optional(fields.is_paused),
        quiet_hours: Type.Optional(fields.quiet_hours),
        time_zone: Type.Optional(fields.time_zone),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The preferences as they are now.', schema: AlertPreferences },
  }),
  defineRoute({
    operationId: 'updateMyProjectAlerts',
    tag: 'Alerts',
    method: 'PATCH',
    path: '/api/v1/me/alert-preferences/projects/:project_id',
    summary: 'Choose what a project tells you of',
    auth: 'session',
    role: 'viewer',
    params: Type.Object({ project_id: Uuid }),
    body: Type.Object(
      {
        occasions: Type.Optional(Occasions),
        unsubscribed_rule_ids: Type.Optional(
          Type.Array(Uuid, {
            maxItems: 100,
            uniqueItems: true,
            description: 'The rules you want nothing of: all of them.',
          }),
        ),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The preferences as they are now.', schema: AlertPreferences },
  }),
] as const;
