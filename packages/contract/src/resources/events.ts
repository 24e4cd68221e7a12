import { EventSchema } from '@railguard/protocol/event';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

/** The event as it was sent (scrubbed), and where it ended up. */
export const StoredEvent = Type.Object(
  { ...EventSchema.properties, project_id: Uuid, issue_id: Uuid, received_at: Timestamp },
  { $id: 'StoredEvent' },
);

const issueParams = Type.Object({ issue_id: Uuid });
const eventParams = Type.Object({
  project_id: Uuid,
  event_id: Type.String({
    pattern: '^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
    description: '32 hex digits, or a UUID.',
  }),
});
const answer = { status: 200, description: 'The event.', schema: StoredEvent } as const;

export const eventRoutes = [
  defineRoute({
    operationId: 'listIssueEvents',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/events',
    summary: 'Events of an issue, the latest received first',
    auth: 'user',
    role: 'viewer',
    params: issueParams,
    query: Type.Object(pageQuery),
    success: { status: 200, description: 'A page of events.', schema: pageOf(StoredEvent) },
    problems: ['invalid_cursor'],
  }),
  defineRoute({
    operationId: 'getLatestIssueEvent',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/events/latest',
    summary: 'The event of an issue that was received last',
    auth: 'user',
    role: 'viewer',
    params: issueParams,
    success: answer,
  }),
  defineRoute({
    operationId: 'getFirstIssueEvent',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/events/first',
    summary: 'The event of an issue that was received first, of those still kept',
    auth: 'user',
    role: 'viewer',
    params: issueParams,
    success: answer,
  }),
  defineRoute({
    operationId: 'getEvent',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/projects/:project_id/events/:event_id',
    summary: 'One event by its id',
    description: 'An event can be read a moment after its id was answered: as soon as a worker has stored it.',
    auth: 'user',
    role: 'viewer',
    params: eventParams,
    success: answer,
  }),
] as const;
