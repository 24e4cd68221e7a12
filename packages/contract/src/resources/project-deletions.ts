import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { nullable, oneOf, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const ProjectDeletion = Type.Object(
  {
    id: Uuid,
    project_id: Uuid,
    project_name: Type.String(),
    project_slug: Type.String(),
    state: oneOf(['running', 'done']),
    started_at: Timestamp,
    finished_at: nullable(Timestamp),
    events_left: Type.Integer({ minimum: 0, description: 'About.' }),
    progress_percent: Type.Integer({ minimum: 0, maximum: 100, description: 'About; 100 once nothing is left.' }),
  },
  { $id: 'ProjectDeletion' },
);

export const projectDeletionRoutes = [
  defineRoute({
    operationId: 'listDeletions',
    tag: 'Projects',
    method: 'GET',
    path: '/api/v1/organizations/:organization_id/deletions',
    summary: 'How far the deletion of projects has come, the newest first',
    description:
      'A deleted project is gone at once; what it has stored is taken away step by step. Kept for a day after that.',
    auth: 'user',
    role: 'admin',
    params: Type.Object({ organization_id: Uuid }),
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of deletions.', schema: pageOf(ProjectDeletion) },
    problems: ['invalid_cursor'],
  }),
] as const;
