import { LIVE_TYPES, type LiveType, MOST_ISSUE_IDS } from '@railguard/protocol/live';
import { type Static, Type } from 'typebox';
import { Uuid } from '../primitive.ts';
import { defineRoute } from '../route.ts';

export type { LiveType };

/** What a client may ask to hear: types, or all of one kind by the word before the dot. */
export const LIVE_TOPICS = [...LIVE_TYPES, 'issue', 'project', 'ingest', 'alert'] as const;
type LiveTopic = (typeof LIVE_TOPICS)[number];

const TOPIC = LIVE_TOPICS.map((topic) => topic.replace('.', '\\.')).join('|');

/** The types that some topics mean. */
export function typesOfTopics(topics: string): LiveType[] {
  const asked = topics.split(',') as LiveTopic[];
  return LIVE_TYPES.filter((type) => asked.some((topic) => topic === type || type.startsWith(`${topic}.`)));
}

/** The `data` of a live message, as JSON. */
export const LiveData = Type.Object({
  project_id: Uuid,
  issue_ids: Type.Array(Uuid, { maxItems: MOST_ISSUE_IDS }),
  truncated: Type.Optional(Type.Literal(true)),
  reason: Type.Optional(Type.String()),
});
export type LiveData = Static<typeof LiveData>;

export const liveRoutes = [
  defineRoute({
    operationId: 'openStream',
    tag: 'Live',
    method: 'GET',
    path: '/api/v1/stream',
    summary: 'What happens, as it happens',
    description:
      `Server-sent events. Live messages are \`event: <type>\` (${LIVE_TYPES.join(', ')}) with ` +
      '`{"project_id", "issue_ids": […], "truncated"?: true, "reason"?}` as `data`: ids alone, never content; read the ' +
      'rest through the API. `truncated` says that more than the hundred issues named have changed, `reason` why ' +
      '`ingest.rejected` was. A message may be told twice.\n\n' +
      'Send the last `id` back, as `Last-Event-ID` or `last_event_id`, and what was missed within the hour is told first. ' +
      '`event: ready` says that everything missed has been told. `event: reset` says that something may have been missed: ' +
      'read anew what you show. `event: end` comes before the server closes the stream, with `{"reason": …}`: ' +
      '`unauthenticated` (the token has expired or was revoked), `not_found` (no longer yours to see), `too_slow`, ' +
      '`unavailable`, `stopping`; connect again, with a good token. A comment every 15 seconds shows that the connection lives.',
    auth: 'user',
    query: Type.Object({
      organization_id: Type.Optional(Type.String({ format: 'uuid', description: 'Only of this organisation.' })),
      project_id: Type.Optional(Type.String({ format: 'uuid', description: 'Only of this project.' })),
      topics: Type.Optional(
        Type.String({
          maxLength: 300,
          pattern: `^(?:${TOPIC})(?:,(?:${TOPIC}))*$`,
          description:
            'Types to hear, with commas between; `issue`, `project`, `ingest` and `alert` mean all of a kind. Absent: every type.',
        }),
      ),
      last_event_id: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 100,
          description: 'In place of the header `Last-Event-ID`, for clients that cannot set headers.',
        }),
      ),
    }),
    success: {
      status: 200,
      description: 'The stream.',
      contentType: 'text/event-stream',
      // Written as it comes, so there is nothing to answer as a whole.
      schema: Type.Unsafe<undefined>(Type.String()),
    },
    problems: ['not_found', 'rate_limited'],
  }),
] as const;
