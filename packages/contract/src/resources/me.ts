import { Type } from 'typebox';
import { CurrentPassword, Email, NewPassword, oneOf, Timestamp, Uuid } from '../primitive.ts';
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
    is_instance_admin: Type.Boolean({ description: 'May do what concerns the whole installation.' }),
    has_password: Type.Boolean({ description: 'false for somebody who signs in by another service alone.' }),
    totp_enabled: Type.Boolean({ description: 'Whether signing in needs a code of the second factor.' }),
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
  defineRoute({
    operationId: 'updateMe',
    tag: 'Account',
    method: 'PATCH',
    path: '/api/v1/me',
    summary: "Change one's name or e-mail address",
    description: 'Another address needs `current_password`, and the old one is told of it by mail.',
    auth: 'session',
    body: Type.Object(
      {
        name: Type.Optional(Type.String({ maxLength: 200 })),
        email: Type.Optional(Email),
        current_password: Type.Optional(CurrentPassword),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The person as they are now.', schema: Me },
    problems: ['conflict', 'rate_limited'],
  }),
  defineRoute({
    operationId: 'changePassword',
    tag: 'Account',
    method: 'POST',
    path: '/api/v1/me/password',
    summary: "Change one's password",
    description: 'Ends every other session, and makes links that would reset the password worthless. API tokens stay.',
    auth: 'session',
    body: Type.Object({ current_password: CurrentPassword, password: NewPassword }),
    success: { status: 204, description: 'Changed.' },
    problems: ['rate_limited'],
  }),
] as const;
