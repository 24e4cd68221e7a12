import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Environment = Type.Object(
  {
    name: Type.String(),
    first_seen: Timestamp,
    last_seen: Type.String({ format: 'date-time', description: 'To about ten minutes.' }),
    is_hidden: Type.Boolean({ description: 'Left out where people choose among environments; its events are kept.' }),
  },
  { $id: 'Environment' },
);

export const environmentRoutes = [
  defineRoute({
    operationId: 'listEnvironments',
    tag: 'Projects',
    method: 'GET',
    path: '/api/v1/projects/:project_id/environments',
    summary: 'Environments that events of a project named, by name',
    description: 'The first 200 of them; an environment is known from its first event on.',
    auth: 'user',
    role: 'viewer',
    params: Type.Object({ project_id: Uuid }),
    query: Type.Object({
      ...pageQuery,
      is_hidden: Type.Optional(
        Type.Boolean({ description: 'Only those that are hidden, or only those that are not.' }),
      ),
    }),
    success: { status: 200, description: 'A page of environments.', schema: pageOf(Environment) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'updateEnvironment',
    tag: 'Projects',
    method: 'PATCH',
    path: '/api/v1/projects/:project_id/environments/:environment',
    summary: 'Hide an environment, or show it again',
    auth: 'user',
    role: 'admin',
    params: Type.Object({ project_id: Uuid, environment: Type.String({ minLength: 1, maxLength: 64 }) }),
    body: Type.Object({ is_hidden: Type.Boolean() }),
    success: { status: 200, description: 'The environment as it is now.', schema: Environment },
  }),
] as const;
