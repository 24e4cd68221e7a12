import { Type } from 'typebox';
import { Email, Name, NewPassword } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { Session } from './auth.ts';

export const setupRoutes = [
  defineRoute({
    operationId: 'getSetup',
    tag: 'Set-up',
    method: 'GET',
    path: '/api/v1/setup',
    summary: 'Whether the owner account is still to be created',
    auth: 'public',
    success: {
      status: 200,
      description: 'The state of the installation.',
      schema: Type.Object({ needs_setup: Type.Boolean() }, { $id: 'SetupStatus' }),
    },
  }),
  defineRoute({
    operationId: 'completeSetup',
    tag: 'Set-up',
    method: 'POST',
    path: '/api/v1/setup',
    summary: 'Create the owner account',
    description:
      'Works once, with the token of the link that the server prints at its first start. ' +
      'Creates the account, its organisation and a first project, and signs in.',
    auth: 'public',
    body: Type.Object({
      token: Type.String({ minLength: 1, maxLength: 200 }),
      email: Email,
      password: NewPassword,
      name: Type.Optional(Type.String({ maxLength: 200 })),
      organization_name: Type.Optional(Name),
      project_name: Type.Optional(Name),
    }),
    success: { status: 201, description: 'The owner, signed in.', schema: Session },
    problems: ['setup_closed'],
  }),
] as const;
