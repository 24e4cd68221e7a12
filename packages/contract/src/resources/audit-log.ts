import { AUDIT_ACTIONS } from '@railguard/protocol/audit-action';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Action = oneOf(AUDIT_ACTIONS);

const AuditRecord = Type.Object(
  {
    id: Uuid,
    action: Action,
    actor: Type.Object({
      id: nullable(Uuid),
      email: Type.String({ description: 'As it was then; `id` is null where the account is gone.' }),
    }),
    token_id: nullable(Type.String({ format: 'uuid', description: 'The API token that was used, if one was.' })),
    target: Type.Object({
      type: Type.String(),
      id: Type.String(),
      name: Type.String({ description: 'As it was then.' }),
    }),
    data: Type.Record(Type.String(), Type.Unknown(), { description: 'What was changed; depends on the action.' }),
    address: nullable(Type.String({ description: 'Where the request came from.' })),
    created_at: Timestamp,
  },
  { $id: 'AuditRecord' },
);

const filter = Type.Object({
  ...pageQuery,
  action: Type.Optional(Action),
  actor_id: Type.Optional(Uuid),
  target_type: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Included.' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Not included.' })),
});

const success = { status: 200, description: 'A page of records.', schema: pageOf(AuditRecord) } as const;

export const auditLogRoutes = [
  defineRoute({
    operationId: 'listAuditLog',
    tag: 'Audit log',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/audit-log',
    summary: 'Who did what in an organisation, newest first',
    auth: 'user',
    role: 'admin',
    cost: 'expensive',
    params: Type.Object({ organization_id: Uuid }),
    query: filter,
    success,
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'listInstallationAuditLog',
    tag: 'Audit log',
    method: 'GET',
    path: '/api/v1/installation/audit-log',
    summary: 'Who did what with the installation, newest first',
    description:
      'What belongs to no organisation: accounts and how people sign in to them, dead letters, mails, and organisations that were deleted.',
    auth: 'user',
    role: 'instance_admin',
    cost: 'expensive',
    query: filter,
    success,
    problems: ['invalid_cursor'],
  }),
] as const;
