import { EventSchema } from '@railguard/protocol/event';
import { Type } from 'typebox';
import { EventId, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const params = Type.Object({ project_id: Uuid, event_id: EventId });

const EventGrouping = Type.Object(
  {
    algorithm: Type.String({ description: 'The version that made the hash, such as `v1`.' }),
    hash: Type.String(),
    parts: Type.Array(Type.Object({ label: Type.String(), value: Type.String() }), {
      description: 'What was hashed, part by part.',
    }),
    issue: Type.Object({ id: Uuid, algorithm: Type.String(), hash: Type.String() }),
    is_of_issue: Type.Boolean({
      description:
        'Whether the event would come to its issue again, also by way of one that was merged into it. It would not where ' +
        'it was grouped by an earlier algorithm or other settings.',
    }),
  },
  { $id: 'EventGrouping' },
);

export const eventDetailRoutes = [
  defineRoute({
    operationId: 'getEventGrouping',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/projects/:project_id/events/:event_id/grouping',
    summary: 'Why an event was grouped as it was',
    description: 'Worked out anew from the stored event, by the settings that the project has now.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    success: { status: 200, description: 'The hash and what it was made of.', schema: EventGrouping },
  }),
  defineRoute({
    operationId: 'downloadEvent',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/projects/:project_id/events/:event_id/raw',
    summary: 'One event as a JSON file',
    description: 'As it is stored: scrubbed, and nothing added. Sent as an attachment.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    success: { status: 200, description: 'The event.', schema: EventSchema },
  }),
  defineRoute({
    operationId: 'getEventMarkdown',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/projects/:project_id/events/:event_id/markdown',
    summary: 'One event as Markdown',
    description:
      'To paste into a ticket or a conversation. Whatever an event holds is written as code, so nothing of it becomes markup; ' +
      'long stacks and trails are cut and say so.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params,
    success: { status: 200, description: 'The event.', contentType: 'text/markdown', schema: Type.String() },
  }),
] as const;
