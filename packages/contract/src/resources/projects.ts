import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Name, nullable, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { ProjectKey } from './project-keys.ts';

const Slug = Type.String({
  minLength: 1,
  maxLength: 50,
  pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  description: 'In addresses and, in capitals, in short ids such as SHOP-12. Unique in the organisation.',
});

const Platform = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' });

export const AllowedOrigins = Type.Array(
  Type.String({ maxLength: 300, pattern: '^(?:\\*|(?:https?://)?(?:\\*\\.)?[^\\s/?#@*]+)$' }),
  {
    maxItems: 100,
    description:
      'Origins browsers may send from, such as `https://shop.example`, `shop.example` or `*.shop.example`; empty means any.',
  },
);

export const Project = Type.Object(
  {
    id: Uuid,
    organization_id: Uuid,
    numeric_id: Type.Integer({ description: 'The alias in `sentry_dsn`.' }),
    slug: Slug,
    name: Type.String(),
    platform: Type.String(),
    dsn: nullable(Type.String({ description: 'With the oldest active key; null where every key is revoked.' })),
    sentry_dsn: nullable(Type.String()),
    allowed_origins: Type.Array(Type.String()),
    created_at: Timestamp,
    has_events: Type.Boolean({ description: 'Whether any event arrived, of those still counted.' }),
    keys: Type.Array(ProjectKey, { description: 'The oldest of its keys, active ones first.' }),
  },
  { $id: 'Project' },
);

const params = Type.Object({ project_id: Uuid });

export const projectRoutes = [
  defineRoute({
    operationId: 'listProjects',
    tag: 'Projects',
    method: 'GET',
    path: '/api/v1/projects',
    summary: 'Projects of your organisations, by name',
    auth: 'user',
    query: Type.Object({
      ...pageQuery,
      organization_id: Type.Optional(
        Type.String({ format: 'uuid', description: 'Only those of this organisation; none where it is not yours.' }),
      ),
    }),
    success: { status: 200, description: 'A page of projects.', schema: pageOf(Project) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'createProject',
    tag: 'Projects',
    method: 'POST',
    path: '/api/v1/projects',
    summary: 'Create a project with its first key',
    auth: 'user',
    body: Type.Object({
      name: Name,
      platform: Type.Optional(Platform),
      slug: Type.Optional(Slug),
      allowed_origins: Type.Optional(AllowedOrigins),
      organization_id: Type.Optional(
        Type.String({ format: 'uuid', description: 'Needed where you may create projects in several organisations.' }),
      ),
    }),
    success: { status: 201, description: 'The project.', schema: Project },
    problems: ['forbidden', 'conflict'],
  }),
  defineRoute({
    operationId: 'getProject',
    tag: 'Projects',
    method: 'GET',
    path: '/api/v1/projects/:project_id',
    summary: 'One project',
    auth: 'user',
    role: 'viewer',
    params,
    success: { status: 200, description: 'The project.', schema: Project },
  }),
  defineRoute({
    operationId: 'updateProject',
    tag: 'Projects',
    method: 'PATCH',
    path: '/api/v1/projects/:project_id',
    summary: 'Change a project',
    description: 'With another `slug`, all short ids such as SHOP-12 change with it; DSNs stay as they are.',
    auth: 'user',
    role: 'admin',
    params,
    body: Type.Object(
      {
        name: Type.Optional(Name),
        slug: Type.Optional(Slug),
        platform: Type.Optional(Platform),
        allowed_origins: Type.Optional(AllowedOrigins),
      },
      { minProperties: 1 },
    ),
    success: { status: 200, description: 'The project as it is now.', schema: Project },
    problems: ['forbidden', 'conflict'],
  }),
  defineRoute({
    operationId: 'deleteProject',
    tag: 'Projects',
    method: 'DELETE',
    path: '/api/v1/projects/:project_id',
    summary: 'Delete a project with its keys, issues and events',
    description:
      'Gone at once and for good: its keys are refused, and its slug is free. What it has stored is taken away in the ' +
      'background; `listDeletions` says how far that is.',
    auth: 'user',
    role: 'admin',
    params,
    query: Type.Object({
      confirm: Type.Optional(
        Type.String({
          maxLength: 200,
          description: 'Required: the slug or the name of the project, to say that it is meant.',
        }),
      ),
    }),
    success: { status: 204, description: 'Deleted.' },
  }),
] as const;
