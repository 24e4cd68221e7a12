import { Type } from 'typebox';
import { oneOf, Timestamp, Uuid } from '../primitive.ts';
import { ROLES } from '../role.ts';
import { defineRoute } from '../route.ts';

export const User = Type.Object(
  { id: Uuid, email: Type.String(), name: Type.String({ description: 'Empty where none was given.' }) },
  { $id: 'User' },
);

/** An organisation, and what somebody may do there. */
export const OrganizationRole = Type.Object(
  { id: Uuid, slug: Type.String(), name: Type.String(), role: oneOf(ROLES) },
  { $id: 'OrganizationRole' },
);

const Me = Type.Object(
  {
    id: Uuid,
    email: Type.String(),
    name: Type.String(),
    created_at: Timestamp,
    organizations: Type.Array(OrganizationRole),
  },
  { $id: 'Me' },
);

export const meRoutes = [
  defineRoute({
    operationId: 'getMe',
    tag: 'Authentication',
    method: 'GET',
    path: '/api/v1/me',
    summary: 'Who is signed in, and in which organisations with which role',
    auth: 'user',
    success: { status: 200, description: 'The person signed in.', schema: Me },
  }),
] as const;
