import { EventSchema } from '@railguard/protocol/event';
import { Type } from 'typebox';
import { pageOf, pageQuery } from '../page.ts';
import { EventId, Timestamp, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

/** Which events of an issue are meant. */
export const eventFilterQuery = {
  query: Type.Optional(
    Type.String({
      maxLength: 1_000,
      description:
        'Such as `level:error environment:production release:"shop 1.4"`: all of it holds of the events. A search looks at 20,000 ' +
        'events of an issue and then gives up: a page may have room left and still a next one.',
    }),
  ),
  environment: Type.Optional(Type.String({ maxLength: 200 })),
  release: Type.Optional(Type.String({ maxLength: 250 })),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Received then or later.' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Received before then.' })),
};

/** The event as it was sent (scrubbed), and where it ended up. */
export const StoredEvent = Type.Object(
  { ...EventSchema.properties, project_id: Uuid, issue_id: Uuid, received_at: Timestamp },
  { $id: 'StoredEvent' },
);

const issueParams = Type.Object({ issue_id: Uuid });
const eventParams = Type.Object({ project_id: Uuid, event_id: EventId });
const ofIssueParams = Type.Object({ issue_id: Uuid, event_id: EventId });
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
    cost: 'expensive',
    params: issueParams,
    query: Type.Object({ ...eventFilterQuery, ...pageQuery }),
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
    cost: 'expensive',
    params: issueParams,
    query: Type.Object(eventFilterQuery),
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
    cost: 'expensive',
    params: issueParams,
    query: Type.Object(eventFilterQuery),
    success: answer,
  }),
  defineRoute({
    operationId: 'getRecommendedIssueEvent',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/events/recommended',
    summary: 'The event of an issue that tells most',
    description:
      'Of the latest events, none more than seven days older than the last: one with source lines of your own code in its stack, ' +
      'then with breadcrumbs, a request, a user; of several that are equal, the latest.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: issueParams,
    query: Type.Object(eventFilterQuery),
    success: answer,
  }),
  defineRoute({
    operationId: 'getIssueEvent',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/events/:event_id',
    summary: 'One event of an issue',
    auth: 'user',
    role: 'viewer',
    params: ofIssueParams,
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
