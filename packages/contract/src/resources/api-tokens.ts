import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Name, nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { User } from './me.ts';

const Access = oneOf(
  ['read', 'write', 'admin'],
  '`read` does what a viewer may, `write` what a member, `admin` what an admin; never more than its person.',
);

const fields = {
  id: Uuid,
  name: Type.String(),
  organization_id: Uuid,
  access: Access,
  project_ids: nullable(Type.Array(Uuid)),
  prefix: Type.String({ description: 'Its first characters, to tell it by.' }),
  created_at: Timestamp,
  expires_at: nullable(Timestamp),
  last_used_at: nullable(Timestamp),
  user: User,
};

const ApiToken = Type.Object(fields, { $id: 'ApiToken' });

const CreatedApiToken = Type.Object(
  { ...fields, token: Type.String({ description: 'Shown this once; sent as `Authorization: Bearer <token>`.' }) },
  { $id: 'CreatedApiToken' },
);

const organizationParams = Type.Object({ organization_id: Uuid });

export const apiTokenRoutes = [
  defineRoute({
    operationId: 'listMyTokens',
    tag: 'API tokens',
    method: 'GET',
    path: '/api/v1/me/tokens',
    summary: 'Your API tokens, newest first',
    auth: 'session',
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of tokens.', schema: pageOf(ApiToken) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createMyToken',
    tag: 'API tokens',
    method: 'POST',
    path: '/api/v1/me/tokens',
    summary: 'Create an API token for one organisation',
    description:
      'Programs act for you with it, as far as its access goes and you yourself may. One for some projects sees those ' +
      'alone, and of the organisation what a viewer sees. It ends when you leave the organisation.',
    auth: 'session',
    body: Type.Object({
      name: Name,
      organization_id: Uuid,
      access: Access,
      project_ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 100 })),
      expires_at: Type.Optional(Timestamp),
    }),
    success: { status: 201, description: 'The token.', schema: CreatedApiToken },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'revokeMyToken',
    tag: 'API tokens',
    method: 'DELETE',
    path: '/api/v1/me/tokens/:token_id',
    summary: 'Revoke one of your API tokens',
    auth: 'session',
    params: Type.Object({ token_id: Uuid }),
    success: { status: 204, description: 'Refused from now on.' },
  }),
  defineRoute({
    operationId: 'listOrganizationTokens',
    tag: 'API tokens',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/tokens',
    summary: "Everybody's API tokens for an organisation, newest first",
    auth: 'session',
    role: 'admin',
    params: organizationParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of tokens.', schema: pageOf(ApiToken) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'revokeOrganizationToken',
    tag: 'API tokens',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id/tokens/:token_id',
    summary: "Revoke anybody's API token for an organisation",
    auth: 'session',
    role: 'admin',
    params: Type.Object({ organization_id: Uuid, token_id: Uuid }),
    success: { status: 204, description: 'Refused from now on.' },
  }),
] as const;
