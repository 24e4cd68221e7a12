import { DEFAULT_PAGE_SIZE } from '@railguard/contract/page';
import { ProblemError } from '@railguard/contract/problem';
import { parseEventId } from '@railguard/protocol/ids';
import { findEvent, findIssueEvent, listIssueEvents } from '@railguard/store/events';
import type { ApiDeps } from '../api-deps.ts';
import { asTime, decodeCursor, encodeCursor } from '../cursor.ts';
import type { Handlers } from '../handler.ts';
import { toPage } from '../page.ts';
import { presentEvent } from '../present/present-event.ts';

const CURSOR = 'events';

export function eventHandlers({ database }: ApiDeps) {
  return {
    async listIssueEvents({ params, query, scope }) {
      const { limit = DEFAULT_PAGE_SIZE } = query;
      const after = decodeCursor(CURSOR, { received_at: asTime, event_id: parseEventId }, query.cursor);
      const rows = found(await listIssueEvents(database, scope, params.issue_id, { limit: limit + 1, after }));
      return toPage(rows, limit, presentEvent, ({ received_at, event }) =>
        encodeCursor(CURSOR, [received_at.toISOString(), event.event_id]),
      );
    },

    async getLatestIssueEvent({ params, scope }) {
      return presentEvent(found(await findIssueEvent(database, scope, params.issue_id, 'latest')));
    },

    async getFirstIssueEvent({ params, scope }) {
      return presentEvent(found(await findIssueEvent(database, scope, params.issue_id, 'first')));
    },

    async getEvent({ params, scope }) {
      return presentEvent(found(await findEvent(database, scope, params.project_id, params.event_id)));
    },
  } satisfies Partial<Handlers>;
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new ProblemError('not_found');
  return row;
}
