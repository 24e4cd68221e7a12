import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { parseEventId } from '@railguard/protocol/ids';
import { findEvent, findEventOfIssue, findIssueEvent, listIssueEvents } from '@railguard/store/events';
import type { ApiDeps } from '../api-deps.ts';
import { asTime, decodeCursor, encodeCursor } from '../cursor.ts';
import { readEventFilter } from '../event-query.ts';
import { findRecommendedEvent } from '../find-recommended-event.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentEvent } from '../present/present-event.ts';

const CURSOR = 'events';

export function eventHandlers({ database }: ApiDeps) {
  return {
    async listIssueEvents({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { received_at: asTime, event_id: parseEventId }, query.cursor);
      const page = { limit: limit + 1, after };
      const rows = found(await listIssueEvents(database, scope, params.issue_id, page, readEventFilter(query)));
      return toPage(rows, limit, presentEvent, ({ received_at, event }) =>
        encodeCursor(CURSOR, [received_at.toISOString(), event.event_id]),
      );
    },

    async getLatestIssueEvent({ params, query, scope }) {
      const filter = readEventFilter(query);
      return presentEvent(found(await findIssueEvent(database, scope, params.issue_id, 'latest', filter)));
    },

    async getFirstIssueEvent({ params, query, scope }) {
      const filter = readEventFilter(query);
      return presentEvent(found(await findIssueEvent(database, scope, params.issue_id, 'first', filter)));
    },

    async getRecommendedIssueEvent({ params, query, scope }) {
      return presentEvent(found(await findRecommendedEvent(database, scope, params.issue_id, readEventFilter(query))));
    },

    async getIssueEvent({ params, scope }) {
      return presentEvent(found(await findEventOfIssue(database, scope, params.issue_id, params.event_id)));
    },

    async getEvent({ params, scope }) {
      return presentEvent(found(await findEvent(database, scope, params.project_id, params.event_id)));
    },
  } satisfies Partial<Handlers>;
}
