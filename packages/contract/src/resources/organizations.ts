import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Name, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { ROLES } from '../role.ts';
import { defineRoute } from '../route.ts';

const Slug = Type.String({
  minLength: 1,
  maxLength: 50,
  pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  description: 'In addresses. Unique in the installation.',
});

export const Organization = Type.Object(
  {
    id: Uuid,
    slug: Slug,
    name: Type.String(),
    role: oneOf(ROLES, 'What you may do here.'),
    created_at: Timestamp,
  },
  { $id: 'Organization' },
);

const params = Type.Object({ organization_id: Uuid });

export const organizationRoutes = [
  defineRoute({
    operationId: 'listOrganizations',
    tag: 'Organisations',
    method: 'GET',
    path: '/api/v1/organizations',
    summary: 'Your organisations, by name',
    auth: 'user',
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of organisations.', schema: pageOf(Organization) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createOrganization',
    tag: 'Organisations',
    method: 'POST',
    path: '/api/v1/organizations',
    summary: 'Create an organisation',
    description: 'For instance admins; whoever creates it is its owner.',
    auth: 'user',
    role: 'instance_admin',
    body: Type.Object({ name: Name, slug: Type.Optional(Slug) }),
    success: { status: 201, description: 'The organisation.', schema: Organization },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'getOrganization',
    tag: 'Organisations',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id',
    summary: 'One organisation',
    auth: 'user',
    role: 'viewer',
    params,
    success: { status: 200, description: 'The organisation.', schema: Organization },
  }),
  defineRoute({
    operationId: 'updateOrganization',
    tag: 'Organisations',
    method: 'PATCH',
    path: '/api/v1/organizations/:organization_id',
    summary: 'Change an organisation',
    auth: 'user',
    role: 'admin',
    params,
    body: Type.Object({ name: Type.Optional(Name), slug: Type.Optional(Slug) }, { minProperties: 1 }),
    success: { status: 200, description: 'The organisation as it is now.', schema: Organization },
    problems: ['conflict'],
  }),
  defineRoute({
    operationId: 'deleteOrganization',
    tag: 'Organisations',
    method: 'DELETE',
    path: '/api/v1/organizations/:organization_id',
    summary: 'Delete an organisation with its projects and everything in them',
    description:
      'Gone for everybody at once: its keys and API tokens are refused from now on. ' +
      'The rows of its projects are taken away in the background.',
    auth: 'user',
    role: 'owner',
    params,
    query: Type.Object({
      confirm: Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'The slug or the name of the organisation, to make sure that it is the one you mean.',
      }),
    }),
    success: { status: 204, description: 'Deleted.' },
  }),
] as const;
