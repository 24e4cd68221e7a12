import { typesOfTopics } from '@railguard/contract/resources/live';
import type { QueryOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { currentCursor, type LiveFilter, missedBy } from '@railguard/store/live-replay';
import type { ApiDeps } from '../api-deps.ts';
import type { Handlers } from '../handler.ts';
import { createAudience } from '../live/audience.ts';
import { keepStream } from '../live/keep-stream.ts';
import { createPlaces } from '../live/places.ts';
import { openStreamOn } from '../live/stream.ts';

/** A person has some pages open, and programs; a process serves some hundred people. A stream is a few kB, a slow one 1 MiB. */
const MOST_OF_ONE_PERSON = 20;
const MOST_TOGETHER = 1_000;

export function liveHandlers({ database, live, metrics }: ApiDeps) {
  const places = createPlaces(MOST_OF_ONE_PERSON, MOST_TOGETHER);
  metrics.gauge('railguard_live_streams', 'Streams of live messages that are open.', [], async () => [
    { labels: {}, value: places.taken() },
  ]);

  return {
    async openStream({ query, scope, readmit, request, response }) {
      response.once('close', places.take(scope.userId));
      const audience = await createAudience(database, scope, filterOf(query));
      // It would have no end.
      if (request.method === 'HEAD') return void response.end();
      const stream = openStreamOn(response);
      // Before what was missed is looked up, so that nothing falls between the two.
      const unsubscribe = await live.subscribe({
        onMessage: (message) => {
          if (audience.hears(message)) stream.tell(message);
        },
        onReset: stream.reset,
        onStop: () => stream.end('stopping'),
      });
      response.once('close', unsubscribe);
      const cursor = await currentCursor(database);
      const last = query.last_event_id ?? request.get('last-event-id');
      const missed = last ? await missedBy(database, scope, audience.filter, last) : [];
      if (response.destroyed) return void unsubscribe();
      stream.ready(missed, cursor);
      response.locals.answeredAt = performance.now();
      keepStream({ stream, response, audience, readmit, timings: live.timings });
      return undefined;
    },
  } satisfies Partial<Handlers>;
}

function filterOf({ organization_id, project_id, topics }: QueryOf<RouteOf<'openStream'>>): LiveFilter {
  return {
    organizationId: organization_id,
    projectId: project_id,
    types: topics === undefined ? undefined : typesOfTopics(topics),
  };
}
