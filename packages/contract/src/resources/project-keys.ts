import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Name, nullable, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const RateLimit = nullable(
  Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Items a minute this key may send; null: no limit.' }),
);

const Quota = nullable(
  Type.Integer({
    minimum: 1,
    maximum: 1_000_000_000_000,
    description:
      'Items a day this key may send, to midnight UTC; null: no limit. Several ingestors keep it together, and may go beyond it by what arrives within a second.',
  }),
);

export const ProjectKey = Type.Object(
  {
    id: Uuid,
    public_key: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    label: Type.String(),
    rate_limit_per_minute: RateLimit,
    quota_per_day: Quota,
    used_today: Type.Integer({ minimum: 0, description: 'Items of today; counted while there is a quota.' }),
    is_active: Type.Boolean(),
    revoked_at: nullable(Timestamp),
    last_used_at: nullable(Type.String({ format: 'date-time', description: 'To about a minute.' })),
    dsn: Type.String({ description: "For Railguard's own SDKs." }),
    sentry_dsn: Type.String({ description: "For Sentry's SDKs: the project appears as its number." }),
    created_at: Timestamp,
  },
  { $id: 'ProjectKey' },
);

const projectParams = Type.Object({ project_id: Uuid });
const keyParams = Type.Object({ project_id: Uuid, key_id: Uuid });

export const projectKeyRoutes = [
  defineRoute({
    operationId: 'listProjectKeys',
    tag: 'Project keys',
    method: 'GET',
    path: '/api/v1/projects/:project_id/keys',
    summary: 'Keys of a project, oldest first',
    auth: 'user',
    role: 'viewer',
    params: projectParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of keys.', schema: pageOf(ProjectKey) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createProjectKey',
    tag: 'Project keys',
    method: 'POST',
    path: '/api/v1/projects/:project_id/keys',
    summary: 'Add a key to a project',
    auth: 'user',
    role: 'admin',
    params: projectParams,
    body: Type.Object({
      label: Type.Optional(Name),
      rate_limit_per_minute: Type.Optional(RateLimit),
      quota_per_day: Type.Optional(Quota),
    }),
    success: { status: 201, description: 'The key.', schema: ProjectKey },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'updateProjectKey',
    tag: 'Project keys',
    method: 'PATCH',
    path: '/api/v1/projects/:project_id/keys/:key_id',
    summary: 'Relabel, limit, revoke or restore a key',
    description: 'A change reaches every ingestor at once.',
    auth: 'user',
    role: 'admin',
    params: keyParams,
    body: Type.Object(
      {
        label: Type.Optional(Name),
        rate_limit_per_minute: Type.Optional(RateLimit),
        quota_per_day: Type.Optional(Quota),
        is_active: Type.Optional(Type.Boolean({ description: 'false revokes the key, true restores it.' })),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The key as it is now.', schema: ProjectKey },
  }),
  defineRoute({
    operationId: 'deleteProjectKey',
    tag: 'Project keys',
    method: 'DELETE',
    path: '/api/v1/projects/:project_id/keys/:key_id',
    summary: 'Delete a key',
    description: 'Events sent with it are refused from now on; events it brought stay.',
    auth: 'user',
    role: 'admin',
    params: keyParams,
    success: { status: 204, description: 'Deleted.' },
  }),
] as const;
