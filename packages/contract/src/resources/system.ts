import { Type } from 'typebox';
import { defineRoute } from '../route.ts';

export const systemRoutes = [
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
