import { parseEventId } from '@railguard/protocol/ids';
import type { EventFilter } from '@railguard/store/event-filter';
import { navigateEvents } from '@railguard/store/event-navigation';
import { findEventOfIssue, findIssueEvent } from '@railguard/store/events';
import type { Scope } from '@railguard/store/scope';
import type { ApiDeps } from '../api-deps.ts';
import { readEventFilter } from '../event-query.ts';
import { findRecommendedEvent } from '../find-recommended-event.ts';
import { found } from '../found.ts';
import type { Handlers } from '../handler.ts';

export function eventNavigationHandlers({ database }: ApiDeps) {
  function findByIdOrWord(scope: Scope, issueId: string, name: string, filter: EventFilter) {
    if (name === 'latest' || name === 'first') return findIssueEvent(database, scope, issueId, name, filter);
    if (name === 'recommended') return findRecommendedEvent(database, scope, issueId, filter);
    return findEventOfIssue(database, scope, issueId, name);
  }

  return {
    async getEventNavigation({ params, query, scope, access }) {
      const { filter, answer } = await readEventFilter(database, scope, access, query);
      const find = () => findByIdOrWord(scope, params.issue_id, params.event_id, filter);
      const { event, received_at } = found(await answer(find));
      const place = { received_at, event_id: event.event_id };
      const navigate = () => navigateEvents(database, scope, params.issue_id, place, filter);
      const navigation = found(await answer(navigate));
      const { first, previous, next, latest, position, total, total_is_capped } = navigation;
      return {
        event_id: event.event_id,
        first: inHex(first),
        previous: inHex(previous),
        next: inHex(next),
        latest: inHex(latest),
        position,
        total,
        total_is_capped,
      };
    },
  } satisfies Partial<Handlers>;
}

function inHex(id: string | null): string | null {
  return parseEventId(id) ?? null;
}
