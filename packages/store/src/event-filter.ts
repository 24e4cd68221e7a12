import type { SearchQuery, SearchTerm } from '@railguard/protocol/search-query';
import type { RawBuilder } from 'kysely';
import { eventConditions } from './event-search.ts';

/** Which events of an issue are meant. */
export interface EventFilter {
  query?: SearchQuery;
  environment?: string;
  release?: string;
  /** Received then or later. */
  from?: Date;
  /** Received before then. */
  to?: Date;
}

/**
 * The conditions on `event` that a filter means, save for its times, which bound where events are looked for.
 * @throws UnanswerableSearchError
 */
export function filterConditionsOf({ query = [], environment, release }: EventFilter): RawBuilder<boolean>[] {
  const columns = Object.entries({ environment, release }).flatMap(([key, value]): SearchTerm[] =>
    value === undefined ? [] : [{ kind: 'tag', negated: false, key, values: [[value]] }],
  );
  return eventConditions([...query, ...columns]);
}
