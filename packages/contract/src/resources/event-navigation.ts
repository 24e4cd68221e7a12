import { Type } from 'typebox';
import { nullable, Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';
import { eventFilterQuery } from './events.ts';

const NeighbourId = nullable(Type.String({ pattern: '^[0-9a-f]{32}$' }));

const EventNavigation = Type.Object(
  {
    event_id: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'The event whose neighbours these are.' }),
    first: NeighbourId,
    previous: NeighbourId,
    next: NeighbourId,
    latest: NeighbourId,
    position: nullable(
      Type.Integer({
        minimum: 1,
        description:
          'The first is 1. null where the search leaves the event out, more than 1,000 came after it, or `total_is_capped`.',
      }),
    ),
    total: Type.Integer({ minimum: 0, description: 'Without a search, every event ever stored in the issue.' }),
    total_is_capped: Type.Boolean({
      description: 'There may be more than `total`: a search counts no further than 1,000.',
    }),
  },
  { $id: 'EventNavigation' },
);

export const eventNavigationRoutes = [
  defineRoute({
    operationId: 'getEventNavigation',
    tag: 'Events',
    method: 'GET',
    path: '/api/v1/issues/:issue_id/events/:event_id/navigation',
    summary: 'The neighbours of an event',
    description:
      'In the order of arrival, among the events of the issue that the search means. ' +
      'The event itself need not be one of them; `latest`, `first` and `recommended` are. ' +
      'A search looks at 20,000 events in each direction and then gives up.',
    auth: 'user',
    role: 'viewer',
    cost: 'expensive',
    params: Type.Object({
      issue_id: Uuid,
      event_id: Type.String({
        pattern: '^(?:latest|first|recommended|[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
        description: '32 hex digits, a UUID, `latest`, `first` or `recommended`.',
      }),
    }),
    query: Type.Object(eventFilterQuery),
    success: { status: 200, description: 'Ids, null where there is none.', schema: EventNavigation },
  }),
] as const;
