import { Type } from 'typebox';
import { oneOf, Timestamp, Uuid } from '../primitive.ts';
import { ROLES } from '../role.ts';
import { defineRoute } from '../route.ts';

export const User = Type.Object(
  { id: Uuid, email: Type.String(), name: Type.String({ description: 'Empty where none was given.' }) },
  { $id: 'User' },
);

const Me = Type.Object(
  {
    id: Uuid,
    email: Type.String(),
    name: Type.String(),
    created_at: Timestamp,
    organizations: Type.Array(
      Type.Object(
        { id: Uuid, slug: Type.String(), name: Type.String(), role: oneOf(ROLES) },
        { $id: 'OrganizationRole' },
      ),
    ),
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
