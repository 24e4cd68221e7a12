import { ProblemError } from '@railguard/contract/problem';
import type { Access } from '@railguard/store/access';
import type { Database } from '@railguard/store/database';
import type { EventFilter } from '@railguard/store/event-filter';
import type { Scope } from '@railguard/store/scope';
import { readSearch, type Search } from './read-search.ts';
import { readTime } from './time-range.ts';

export interface EventFilterQuery {
  query?: string;
  environment?: string;
  release?: string;
  from?: string;
  to?: string;
}

/** Which events are meant, and what runs the search for them. */
export interface EventSearch extends Pick<Search, 'answer'> {
  filter: EventFilter;
}

/** @throws ProblemError `invalid_request` for a term or a time that means nothing here */
export async function readEventFilter(
  database: Database,
  scope: Scope,
  { organization_id, project_id }: Access,
  { query, environment, release, from, to }: EventFilterQuery,
): Promise<EventSearch> {
  const filter: EventFilter = {
    environment: environment || undefined,
    release: release || undefined,
    from: from === undefined ? undefined : readTime('?from', from),
    to: to === undefined ? undefined : readTime('?to', to),
  };
  if (filter.from && filter.to && filter.from >= filter.to) {
    const errors = [{ pointer: '?from', detail: 'must be before `to`' }];
    throw new ProblemError('invalid_request', undefined, { errors });
  }
  const searched = { organizationId: organization_id, projectIds: [project_id!] };
  const search = await readSearch(database, scope, searched, query);
  return { filter: { ...filter, query: search.query }, answer: search.answer };
}
