import { Type } from 'typebox';
import { nullable } from '../primitive.ts';
import { defineRoute } from '../route.ts';

export const Instance = Type.Object(
  {
    needs_setup: Type.Boolean({ description: 'The owner account is still to be created.' }),
    mail_configured: Type.Boolean({ description: 'false: mails are kept, and an instance admin reads them.' }),
    oidc: Type.Object({
      enabled: Type.Boolean({ description: 'People may sign in by way of `startOidc`.' }),
      name: nullable(Type.String({ description: 'What to call the provider on the button.' })),
    }),
    version: Type.String({ description: 'Of this installation.' }),
  },
  { $id: 'Instance' },
);

export const systemRoutes = [
  defineRoute({
    operationId: 'getInstance',
    tag: 'System',
    method: 'GET',
    path: '/api/v1/instance',
    summary: 'What this installation is and can do, for those who are not signed in yet',
    auth: 'public',
    success: { status: 200, description: 'The installation.', schema: Instance },
  }),
  defineRoute({
    operationId: 'getOpenApi',
    tag: 'System',
    method: 'GET',
    path: '/api/v1/openapi.json',
    summary: 'This description, as OpenAPI 3.1',
    auth: 'public',
    success: {
      status: 200,
      description: 'An OpenAPI 3.1 document.',
      schema: Type.Record(Type.String(), Type.Unknown()),
    },
  }),
] as const;
