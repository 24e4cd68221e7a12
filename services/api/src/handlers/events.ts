import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { parseEventId } from '@railguard/protocol/ids';
import { findEvent, findEventOfIssue, findHorizon, findIssueEvent, listIssueEvents } from '@railguard/store/events';
import type { ApiDeps } from '../api-deps.ts';
import { asTime, decodeCursor, encodeCursor } from '../cursor.ts';
import { readEventFilter } from '../event-query.ts';
import { findRecommendedEvent } from '../find-recommended-event.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentEvent } from '../present/present-event.ts';

const CURSOR = 'events';

function cursorOf(receivedAt: Date, eventId: string): string {
  return encodeCursor(CURSOR, [receivedAt.toISOString(), eventId]);
}

export function eventHandlers({ database }: ApiDeps) {
  return {
    async listIssueEvents({ params, query, scope, access }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { received_at: asTime, event_id: parseEventId }, query.cursor);
      const { filter, answer } = await readEventFilter(database, scope, access, query);
      const wanted = { limit: limit + 1, after };
      const rows = found(await answer(() => listIssueEvents(database, scope, params.issue_id, wanted, filter)));
      const page = toPage(rows, limit, presentEvent, ({ received_at, event }) => cursorOf(received_at, event.event_id));
      if (page.next_cursor) return page;
      const horizon = await findHorizon(database, scope, params.issue_id, after, filter);
      return { ...page, next_cursor: horizon ? cursorOf(horizon.received_at, horizon.event_id) : null };
    },

    async getLatestIssueEvent({ params, query, scope, access }) {
      const { filter, answer } = await readEventFilter(database, scope, access, query);
      const find = () => findIssueEvent(database, scope, params.issue_id, 'latest', filter);
      return presentEvent(found(await answer(find)));
    },

    async getFirstIssueEvent({ params, query, scope, access }) {
      const { filter, answer } = await readEventFilter(database, scope, access, query);
      const find = () => findIssueEvent(database, scope, params.issue_id, 'first', filter);
      return presentEvent(found(await answer(find)));
    },

    async getRecommendedIssueEvent({ params, query, scope, access }) {
      const { filter, answer } = await readEventFilter(database, scope, access, query);
      const find = () => findRecommendedEvent(database, scope, params.issue_id, filter);
      return presentEvent(found(await answer(find)));
    },

    async getIssueEvent({ params, scope }) {
      return presentEvent(found(await findEventOfIssue(database, scope, params.issue_id, params.event_id)));
    },

    async getEvent({ params, scope }) {
      return presentEvent(found(await findEvent(database, scope, params.project_id, params.event_id)));
    },
  } satisfies Partial<Handlers>;
}
