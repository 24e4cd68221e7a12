import { ProblemError } from '@railguard/contract/problem';
import { LEVELS, type Level } from '@railguard/protocol/event';
import type { EventFilter } from '@railguard/store/event-filter';
import { readTime } from './time-range.ts';

export interface EventFilterQuery {
  query?: string;
  environment?: string;
  release?: string;
  from?: string;
  to?: string;
}

/** @throws ProblemError `invalid_request` for a term or a time that means nothing here */
export function readEventFilter({ query = '', environment, release, from, to }: EventFilterQuery): EventFilter {
  const terms = readTerms(query);
  const filter: EventFilter = {
    ...terms,
    environment: environment || terms.environment,
    release: release || terms.release,
    from: from === undefined ? undefined : readTime('?from', from),
    to: to === undefined ? undefined : readTime('?to', to),
  };
  if (filter.from && filter.to && filter.from >= filter.to) throw wrong('?from', 'must be before `to`');
  return filter;
}

const TERM = /(?<key>[^\s:"]+):(?:"(?<quoted>[^"]*)"|(?<plain>[^\s"]*))(?=\s|$)|(?<unknown>\S+)/g;

function readTerms(query: string): EventFilter {
  const filter: EventFilter = {};
  for (const { groups = {} } of query.matchAll(TERM)) {
    const value = groups.quoted ?? groups.plain ?? '';
    switch (groups.key) {
      case 'level':
        filter.levels = [...(filter.levels ?? []), readLevel(value)];
        break;
      case 'environment':
      case 'release':
        filter[groups.key] = value;
        break;
      default:
        throw wrong('?query', `\`${groups.key ?? groups.unknown}\` is none of level:, environment: and release:`);
    }
  }
  return filter;
}

function readLevel(value: string): Level {
  const level = LEVELS.find((known) => known === value);
  if (!level) throw wrong('?query', `\`level:\` must be one of ${LEVELS.join(', ')}`);
  return level;
}

function wrong(pointer: string, detail: string): ProblemError {
  return new ProblemError('invalid_request', undefined, { errors: [{ pointer, detail }] });
}
